import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RoleItem, UserItem } from '../../../shared/contract/http';
import { ROLES } from '../../../shared/model/vocabulary';
import { shortInstant } from '../../format/instant';
import { logInState } from '../../view-models/accounts/accounts';
import type { Column } from '../../view-models/table/column';
import { useRightTexts } from './useRightTexts';

/** An account as a row of the table. */
export interface AccountRow {
  user: UserItem;
  scope: string;
  logIn: ReturnType<typeof logInState>;
  lastUsed: string;
}

/** The rows and columns of the list of accounts. */
export function useAccountColumns(options: {
  users: () => readonly UserItem[] | null;
  roleOf: (role: string) => RoleItem | null;
  scopeTexts: (scope: readonly string[]) => string[];
  now: () => number;
  zone: () => string;
}) {
  const { t } = useI18n();
  const rights = useRightTexts();

  function lastUsed(user: UserItem, logIn: AccountRow['logIn']): string {
    if (logIn !== 'used') return t(`accounts.${logIn}`);
    return shortInstant(Date.parse(user.lastUsedAt!), options.now(), options.zone());
  }

  const rows = computed(
    () =>
      options.users()?.map((user): AccountRow => {
        const logIn = logInState(user, options.now());
        const scope =
          user.role === 'admin' ? t('accounts.everywhere') : options.scopeTexts(user.scope).join(t('accounts.list'));
        return { user, scope, logIn, lastUsed: lastUsed(user, logIn) };
      }) ?? null,
  );

  const may = ({ user }: AccountRow): string => {
    const role = options.roleOf(user.role);
    return role ? rights.short(role) : '';
  };
  const second = ({ user }: AccountRow) => (user.secondFactor ? 'secondOn' : 'secondOff');
  const columns = computed((): Column<AccountRow>[] => [
    {
      key: 'name',
      title: t('accounts.name'),
      value: ({ user }) => user.name,
      search: ({ user }) => user.name,
      width: '13%',
      required: true,
      sortable: true,
    },
    {
      key: 'role',
      title: t('accounts.role'),
      value: ({ user }) => ROLES.indexOf(user.role),
      text: ({ user }) => t(`role.${user.role}`),
      search: ({ user }) => t(`role.${user.role}`),
      width: '80px',
      sortable: true,
    },
    {
      key: 'scope',
      title: t('accounts.scope'),
      value: ({ scope }) => scope,
      search: ({ scope }) => scope,
      width: '20%',
    },
    { key: 'may', title: t('accounts.may'), value: may },
    {
      key: 'second',
      title: t('accounts.secondFactor'),
      value: ({ user }) => user.secondFactor,
      text: (row) => t(`accounts.${second(row)}`),
      width: '92px',
    },
    {
      key: 'sessions',
      title: t('accounts.sessions'),
      value: ({ user }) => user.sessions,
      width: '60px',
      align: 'end',
      sortable: true,
    },
    {
      key: 'used',
      title: t('accounts.lastUsed'),
      value: ({ user }) => user.lastUsedAt,
      text: ({ lastUsed: text }) => text,
      width: '122px',
      align: 'end',
      sortable: true,
    },
  ]);
  return { rows, columns };
}
