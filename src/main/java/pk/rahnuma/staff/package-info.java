/// Staff: accounts, sign-in, sessions and permissions.
///
/// * [StaffRole] and [StaffPermission]: the one table of permissions. Pages check [AuthenticatedStaff#hasPermission]
///   before they offer an action, services [AuthenticatedStaff#requirePermission] before they do it.
/// * [pk.rahnuma.staff.account.SignInService]: password, then second factor. The result is a
///   [pk.rahnuma.staff.account.SignInResult].
/// * [pk.rahnuma.staff.account.StaffSessionService]: the member behind a request, read at each request.
/// * [pk.rahnuma.staff.account.StaffAccountService]: administrators add, disable and reset members;
///   [pk.rahnuma.staff.account.PasswordLinkService]: links to set a password;
///   [pk.rahnuma.staff.account.OwnAccountService]: changes by members themselves.
/// * [pk.rahnuma.staff.account.TelegramAccountLinkService]: the Telegram account of a member in the staff's group.
///
/// These packages know no page and no cookie. The time is always an argument.
///
/// Locks, in this order: the [StaffAccountLock], one row for all changes of accounts; the
/// account, whose row is also its chain in the audit log; tokens. Counts of failures are locked in transactions of
/// their own. Argon2 runs while no lock is held, except when a hash is renewed.
package pk.rahnuma.staff;
