package pk.rahnuma.staff;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final ChatAccounts chats;

    OwnAccount(
            Jdbi jdbi,
            AccountRows accounts,
            TokenRows tokens,
            Passwords passwords,
            Failures failures,
            SignIn signIn,
            Door door,
            ChatAccounts chats) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.failures = failures;
        this.signIn = signIn;
        this.door = door;
        this.chats = chats;
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

    /// Begins to put another second factor in the place of the present one, which is good until [#confirm].
    ///
    /// @param code of the present one, or a recovery code; it is used up
    /// @return for [#replacing] and [#confirm]; good for [SignIn#PENDING]
    /// @throws Refusal when the password or the code is wrong
    public String replace(SignedIn who, String present, String code, Visit visit, Instant now) {
        Account seen = proven(who, present, visit, now);
        String name = who.member().name();
        Failures.Try attempt = failures.attempt(name, visit, now);
        if (!attempt.allowed()) {
            throw new Refusal(Refusal.Why.TOO_MANY_FAILURES);
        }
        Optional<String> pending = change(
                seen,
                account -> signIn.by(account, code, now).map(by -> {
                    String token = tokens.pending(account.id(), now.plus(SignIn.PENDING));
                    tokens.keep(token, account.id(), Totp.secret());
                    return token;
                }));
        if (pending.isEmpty()) {
            signIn.failed(Optional.of(seen), SignIn.WRONG_CODE, attempt, now);
            throw new Refusal(Refusal.Why.CODE_WRONG);
        }
        failures.takeBack(name, visit, now);
        return pending.get();
    }

    /// For the app.
    ///
    /// @throws Refusal when the time is over
    public Enrolment replacing(SignedIn who, String pending, Instant now) {
        return Totp.enrolment(who.member().name(), secret(who, pending, now));
    }

    /// The new second factor stands; all other sessions are ended.
    ///
    /// @param code of the new one
    /// @return new recovery codes; those before are no good any more
    /// @throws Refusal when the code is wrong, or the time over
    public List<String> confirm(SignedIn who, String pending, String code, Visit visit, Instant now) {
        String name = who.member().name();
        Failures.Try attempt = failures.attempt(name, visit, now);
        if (!attempt.allowed()) {
            throw new Refusal(Refusal.Why.TOO_MANY_FAILURES);
        }
        Account seen = accounts.find(who.member().id()).orElseThrow(() -> new Refusal(Refusal.Why.NOT_ALLOWED));
        List<String> codes = change(seen, account -> {
            byte[] secret = secret(who, pending, now);
            OptionalLong step = new Totp().step(secret, code.replaceAll("\\s", ""), 0, now);
            if (step.isEmpty()) {
                return List.<String>of();
            }
            accounts.secondFactor(account.id(), signIn.sealed(account.id(), secret));
            accounts.step(account.id(), step.getAsLong());
            tokens.forget(account.id());
            tokens.endAll(account.id(), who.session());
            door.note(account.id(), name, "staff.second-factor-set", "by themselves", now);
            return signIn.recovery(account.id());
        });
        if (codes.isEmpty()) {
            signIn.failed(Optional.of(seen), SignIn.WRONG_CODE, attempt, now);
            throw new Refusal(Refusal.Why.CODE_WRONG);
        }
        failures.takeBack(name, visit, now);
        return codes;
    }

    private byte[] secret(SignedIn who, String pending, Instant now) {
        return tokens.pending(pending, now)
                .filter(waiting -> waiting.member() == who.member().id() && waiting.secret() != null)
                .map(TokenRows.Pending::secret)
                .orElseThrow(() -> new Refusal(Refusal.Why.FACTOR_OVER));
    }

    /// A code that links their account on Telegram, to be shown once; good for [ChatAccounts#VALID].
    ///
    /// @throws Refusal when the password is wrong
    public String chatCode(SignedIn who, String present, Visit visit, Instant now) {
        return change(proven(who, present, visit, now), account -> {
            door.note(account.id(), who.member().name(), "staff.telegram-code", null, now);
            return chats.code(account.id(), now);
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
            signIn.failed(Optional.of(seen), SignIn.WRONG_PASSWORD, attempt, now);
            throw new Refusal(Refusal.Why.PASSWORD_WRONG);
        }
        failures.takeBack(name, visit, now);
        return seen;
    }

    /// Unless the account was disabled, or its password changed, meanwhile.
    private <T> T change(Account seen, Function<Account, T> work) {
        return jdbi.inTransaction(handle -> work.apply(accounts.lock(seen.id())
                .filter(account -> account.member().enabled() && seen.password().equals(account.password()))
                .orElseThrow(() -> new Refusal(Refusal.Why.PASSWORD_WRONG))));
    }
}
