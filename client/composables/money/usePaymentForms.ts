import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { v4 } from 'uuid';
import type { GrantItem, PaymentItem, ProjectItem } from '../../../shared/contract/http';
import { date } from '../../format/instant';
import { fenOf, yuan } from '../../format/money';
import { leftFen, netFen, paymentTrouble } from '../../view-models/money/budget';
import { useClockStore } from '../../stores/clock';
import { useEntryForm } from '../forms/useEntryForm';
import { usePaperUploads } from '../forms/usePaperUploads';
import { atOf, useFormChecks } from '../forms/values';
import { useZone } from '../session/useZone';

interface PaymentValues {
  projectId: string;
  purpose: string;
  /** 元, as it was typed. */
  amountFen: string;
  voucher: string;
  at: number | null;
  /** The place of an error; the pictures are in `uploads`. */
  papers?: never;
}
interface RefundValues {
  amountFen: string;
  at: number | null;
}

interface Given {
  grant(): GrantItem | null;
  projects(): readonly ProjectItem[];
  recorded(seqs: number[]): void;
}

/** A payment, or money that came back of one: what the server would refuse is told before it is sent (semantics 11). */
export function usePaymentForms({ grant, projects, recorded }: Given) {
  const { t } = useI18n();
  const zone = useZone();
  const clock = useClockStore();
  const checks = useFormChecks();
  const refunded = shallowRef<PaymentItem | null>(null);
  const uploads = usePaperUploads();
  let paymentId = v4();

  function trouble(
    { projectId, amountFen, at }: PaymentValues,
    now: number,
  ): Partial<Record<keyof PaymentValues, string>> {
    const own = grant();
    const project = projects().find(({ id }) => id === projectId);
    const amount = fenOf(amountFen);
    if (!own || !project || amount === null) return {};
    const found = paymentTrouble(amount, at ?? now, project, own);
    if (found === 'beforeGrant') {
      return { at: t('money.beforeGrant', { date: date(Date.parse(own.receivedAt), zone.value) }) };
    }
    if (found === null) return {};
    const left = leftFen(project);
    return { amountFen: t('money.overBudget', { left: yuan(left), over: yuan(amount - left) }) };
  }

  const payment = useEntryForm<PaymentValues>({
    initial: () => ({
      projectId: projects()[0]?.id ?? '',
      purpose: grant()?.purposes[0] ?? '',
      amountFen: '',
      voucher: '',
      at: null,
    }),
    check: (values, now) => ({
      ...trouble(values, now),
      ...(uploads.isPending.value && { papers: t('money.papersPending') }),
      ...(fenOf(values.amountFen) === null && { amountFen: t('money.notAmount') }),
      ...(values.voucher.trim() === '' && { voucher: checks.filled(values.voucher, t('money.voucher')) ?? '' }),
      ...(checks.instant(values.at, now, t('money.at')) !== undefined && {
        at: checks.instant(values.at, now, t('money.at')) ?? '',
      }),
    }),
    drafts: ({ projectId, purpose, amountFen, voucher, at }) =>
      new Map([
        [
          'payment',
          {
            kind: 'payment.made',
            ...atOf(at),
            body: {
              paymentId,
              projectId,
              purpose,
              amountFen: fenOf(amountFen) ?? 0,
              voucher: voucher.trim(),
              ...(uploads.refs.value.length > 0 && { papers: [...uploads.refs.value] }),
            },
          },
        ],
      ]),
    recorded,
  });

  const refund = useEntryForm<RefundValues>({
    initial: () => ({ amountFen: '', at: null }),
    check: ({ amountFen, at }, now) => {
      const amount = fenOf(amountFen);
      const left = refunded.value ? netFen(refunded.value) : 0;
      const wrong =
        amount === null
          ? t('money.notAmount')
          : amount > left
            ? t('money.overRefund', { left: yuan(left) })
            : undefined;
      return { amountFen: wrong, at: checks.instant(at, now, t('money.at')) };
    },
    drafts: ({ amountFen, at }) =>
      new Map([
        [
          'refund',
          {
            kind: 'payment.refunded',
            ...atOf(at),
            body: { paymentId: refunded.value?.id ?? '', amountFen: fenOf(amountFen) ?? 0 },
          },
        ],
      ]),
    recorded,
  });

  return {
    payment,
    uploads,
    refund,
    refunded,
    trouble: (values: PaymentValues) => trouble(values, clock.serverNow()),
    showPayment(): void {
      paymentId = v4();
      uploads.clear();
      payment.show();
    },
    showRefund(of: PaymentItem): void {
      refunded.value = of;
      refund.show();
    },
  };
}
