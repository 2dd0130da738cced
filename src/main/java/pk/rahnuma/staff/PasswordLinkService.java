package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The links by which members set their passwords: those that [StaffAccountService] makes, and the one for the first
/// administrator. Each is good once.
@Singleton
public class PasswordLinkService {

    /// Where the console takes them, before the token.
    public static final String SET_UP = "/desk/set-up/";

    public static final String FIRST = "/desk/first/";

    /// How a password was set, in the audit log.
    static final String BY_LINK = "by link";

    /// How long the link of a new or reset account is good for.
    public static final Duration VALID = Duration.ofHours(24);

    private static final Set<StaffRole> FIRST_ROLES = EnumSet.of(StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);

    private final Jdbi jdbi;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository rows;
    private final StaffTokens tokens;
    private final PasswordHasher passwords;
    private final StaffAccountService staff;
    private final SignInService signIn;
    private final StaffAccountLock door;

    PasswordLinkService(
            Jdbi jdbi,
            StaffAccountRepository accounts,
            StaffTokenRepository rows,
            SubjectEncryptionService vault,
            PasswordHasher passwords,
            StaffAccountService staff,
            SignInService signIn,
            StaffAccountLock door) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.rows = rows;
        this.tokens = new StaffTokens(vault);
        this.passwords = passwords;
        this.staff = staff;
        this.signIn = signIn;
        this.door = door;
    }

    /// Whose link it is; empty when it was used, is over, or never was.
    public Optional<StaffMember> whose(String token, Instant now) {
        return rows.link(token, now)
                .flatMap(accounts::find)
                .map(StaffAccount::member)
                .filter(StaffMember::enabled);
    }

    /// Sets the password, uses the link up, ends their sessions. The second factor follows, as when signing in.
    ///
    /// @throws StaffException when the link is over, or the password not good enough; then the link stays
    public SignInResult.SecondFactorRequired setPassword(String token, String password, Instant now) {
        StaffMember member = whose(token, now).orElseThrow(() -> new StaffException(StaffException.Reason.LINK_OVER));
        PasswordRules.check(password, member.name());
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            StaffAccount account = accounts.lock(member.id())
                    .filter(locked ->
                            locked.member().enabled() && whose(token, now).isPresent())
                    .orElseThrow(() -> new StaffException(StaffException.Reason.LINK_OVER));
            accounts.password(account.id(), hash);
            rows.forget(account.id());
            rows.endAll(account.id(), 0);
            door.note(account.id(), member.name(), "staff.password-set", BY_LINK, now);
            return signIn.pending(account, now);
        });
    }

    /// A link for the first administrator, in the place of the one before, while nobody is one; to be called when a
    /// server starts.
    public Optional<String> first() {
        return jdbi.inTransaction(handle -> {
            door.lock();
            if (!accounts.administrators().isEmpty()) {
                return Optional.empty();
            }
            String token = StaffTokens.fresh();
            door.first(tokens.first(token));
            return Optional.of(token);
        });
    }

    /// Whether it is the newest link for the first administrator, and there is none yet.
    public boolean isFirst(String token) {
        return door.isFirst(tokens.first(token)) && accounts.administrators().isEmpty();
    }

    /// Makes the first administrator, who can run the desk alone until there are others, and uses the link up.
    ///
    /// @throws StaffException when the link is over, or name or password are not good enough; then the link stays
    public SignInResult.SecondFactorRequired first(String token, String name, String password, Instant now) {
        if (!isFirst(token)) {
            throw new StaffException(StaffException.Reason.LINK_OVER);
        }
        PasswordRules.check(password, StaffNames.account(name));
        String hash = passwords.hash(password);
        return jdbi.inTransaction(handle -> {
            door.lock();
            if (!isFirst(token)) {
                throw new StaffException(StaffException.Reason.LINK_OVER);
            }
            StaffMember member = staff.insert(name, FIRST_ROLES, Set.of(), Set.of(), now);
            door.first(null);
            accounts.password(member.id(), hash);
            door.note(
                    member.id(),
                    member.name(),
                    "staff.added",
                    RoleColumns.roles(FIRST_ROLES) + " by the first link",
                    now);
            return signIn.pending(accounts.find(member.id()).orElseThrow(), now);
        });
    }
}
