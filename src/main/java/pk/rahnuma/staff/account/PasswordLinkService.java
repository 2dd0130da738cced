package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.staff.PasswordRules;
import pk.rahnuma.staff.RolesColumn;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;

/// Links with which members set their passwords: those from [StaffAccountService], and the one for the first
/// administrator. Each is valid once.
@Singleton
public class PasswordLinkService {

    /// Path of the console before the token.
    public static final String SET_UP_PATH = "/desk/set-up/";

    public static final String FIRST_LINK_PATH = "/desk/first/";

    /// Detail in the audit log: the password was set with a link.
    static final String SET_BY_LINK = "by link";

    private static final OneTimeCodeKind FIRST_LINK = new OneTimeCodeKind("staff_first", CodeFormat.TOKEN, null);

    private static final Set<StaffRole> FIRST_ROLES = EnumSet.of(StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);

    private final TransactionOperations<Connection> transactions;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final OneTimeCodeService codes;
    private final PasswordHasher passwords;
    private final StaffAccountService staff;
    private final SignInService signIn;
    private final StaffAccountLock accountLock;

    PasswordLinkService(
            TransactionOperations<Connection> transactions,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            OneTimeCodeService codes,
            PasswordHasher passwords,
            StaffAccountService staff,
            SignInService signIn,
            StaffAccountLock accountLock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.tokens = tokens;
        this.codes = codes;
        this.passwords = passwords;
        this.staff = staff;
        this.signIn = signIn;
        this.accountLock = accountLock;
    }

    /// Member of a link; empty when it was used, has expired, or never existed.
    public Optional<StaffMember> findMember(String token, Instant now) {
        return tokens.findLink(token, now)
                .flatMap(accounts::findById)
                .map(StaffAccount::member)
                .filter(StaffMember::isEnabled);
    }

    /// Sets the password, uses the link up, and ends their sessions. The second factor follows, as in a sign-in.
    ///
    /// @throws StaffException when the link has expired, or the password is not good enough; then the link stays valid
    public SignInResult.SecondFactorRequired setPassword(String token, String password, Instant now) {
        StaffMember member =
                findMember(token, now).orElseThrow(() -> new StaffException(StaffException.Reason.LINK_OVER));
        PasswordRules.checkPassword(password, member.name());
        String hash = passwords.hashPassword(password);
        return transactions.executeWrite(status -> {
            StaffAccount account = accounts.lockAccount(member.id())
                    .filter(locked -> locked.member().isEnabled()
                            && findMember(token, now).isPresent())
                    .orElseThrow(() -> new StaffException(StaffException.Reason.LINK_OVER));
            accounts.updatePassword(account.id(), hash);
            tokens.deleteByMember(account.id());
            tokens.deleteSessions(account.id(), 0);
            accountLock.recordEntry(account.id(), member.name(), "staff.password-set", SET_BY_LINK, now);
            return signIn.createPending(account, now);
        });
    }

    /// Creates a link for the first administrator in place of the previous one, while there is no administrator; called
    /// when a server starts.
    public Optional<String> createFirstAdministratorLink(Instant now) {
        return transactions.executeWrite(status -> {
            accountLock.lockAccounts();
            if (!accounts.findAdministrators().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(codes.replaceCode(FIRST_LINK, StaffAccountLock.LOCK_ROW_ID, now));
        });
    }

    /// True when it is the newest link for the first administrator, and there is none yet.
    public boolean isFirstLink(String token, Instant now) {
        return codes.findCode(FIRST_LINK, token, now).isPresent()
                && accounts.findAdministrators().isEmpty();
    }

    /// Creates the first administrator, who can run the desk alone until there are others, and uses the link up.
    ///
    /// @throws StaffException when the link has expired, or name or password are not good enough; then the link stays
    ///     valid
    public SignInResult.SecondFactorRequired createFirstAdministrator(
            String token, String name, String password, Instant now) {
        if (!isFirstLink(token, now)) {
            throw new StaffException(StaffException.Reason.LINK_OVER);
        }
        PasswordRules.checkPassword(password, StaffNames.validateAccountName(name));
        String hash = passwords.hashPassword(password);
        return transactions.executeWrite(status -> {
            accountLock.lockAccounts();
            if (!isFirstLink(token, now)) {
                throw new StaffException(StaffException.Reason.LINK_OVER);
            }
            StaffMember member = staff.insertMember(name, FIRST_ROLES, Set.of(), Set.of(), now);
            codes.deleteCodes(FIRST_LINK, StaffAccountLock.LOCK_ROW_ID);
            accounts.updatePassword(member.id(), hash);
            accountLock.recordEntry(
                    member.id(),
                    member.name(),
                    "staff.added",
                    RolesColumn.formatRoles(FIRST_ROLES) + " by the first link",
                    now);
            return signIn.createPending(accounts.findById(member.id()).orElseThrow(), now);
        });
    }
}
