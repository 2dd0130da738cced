package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/// What members change about their own account. Each wants the present password again, so that a session left open is
/// not enough; wrong ones count like those of a sign-in.
@Singleton
public class OwnAccount {

    private final Jdbi jdbi;
    private final AccountRows accounts;
    private final TokenRows tokens;
    private final Passwords passwords;
    private final Failures failures;
    private final SignIn signIn;
    private final Door door;

    OwnAccount(
            Jdbi jdbi,
            AccountRows accounts,
            TokenRows tokens,
            Passwords passwords,
            Failures failures,
            SignIn signIn,
            Door door) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.failures = failures;
        this.signIn = signIn;
        this.door = door;
    }

    /// Changes the password and ends all their other sessions.
    ///
    /// @throws Refusal when the present one is wrong, or the new one not good enough
    public void password(SignedIn who, String present, String fresh, Visit visit, Instant now) {
        PasswordRules.check(fresh, who.member().name());
        Account seen = proven(who, present, visit, now);
        String hash = passwords.hash(fresh);
        change(seen, account -> {
            accounts.password(account.id(), hash);
            tokens.forget(account.id());
            tokens.endAll(account.id(), who.session());
            door.note(account.id(), who.member().name(), "staff.password-set", "by themselves", now);
            return null;
        });
    }

    /// Ten new recovery codes, to be shown once; those before are no good any more.
    ///
    /// @throws Refusal when the password is wrong
    public List<String> recoveryCodes(SignedIn who, String present, Visit visit, Instant now) {
        return change(proven(who, present, visit, now), account -> {
            door.note(account.id(), who.member().name(), "staff.recovery-codes", null, now);
            return signIn.recovery(account.id());
        });
    }

    /// How many recovery codes are left.
    public int recoveryCodesLeft(SignedIn who) {
        return accounts.recoveryLeft(who.member().id());
    }

    private Account proven(SignedIn who, String present, Visit visit, Instant now) {
        String name = who.member().name();
        Failures.Try attempt = failures.attempt(name, visit, now);
        if (!attempt.allowed()) {
            throw new Refusal(Refusal.Why.TOO_MANY_FAILURES);
        }
        Account seen = accounts.find(who.member().id()).orElseThrow(() -> new Refusal(Refusal.Why.NOT_ALLOWED));
        if (seen.password() == null || !passwords.matches(present, seen.password())) {
            signIn.failed(Optional.of(seen), attempt, now);
            throw new Refusal(Refusal.Why.PASSWORD_WRONG);
        }
        failures.takeBack(name, visit);
        return seen;
    }

    /// Unless the account was disabled, or its password changed, meanwhile.
    private <T> T change(Account seen, Function<Account, T> work) {
        return jdbi.inTransaction(handle -> work.apply(accounts.lock(seen.id())
                .filter(account -> account.member().enabled() && seen.password().equals(account.password()))
                .orElseThrow(() -> new Refusal(Refusal.Why.PASSWORD_WRONG))));
    }
}
