package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.PasswordRules;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffTokenRepository;

/// Changes of members to their own account. Each requires the present password again, so that an open session is not
/// enough; wrong passwords count like those of a sign-in.
@Singleton
public class OwnAccountService {

    private final TransactionOperations<Connection> transactions;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final PasswordHasher passwords;
    private final SignInThrottle throttle;
    private final SecondFactorService secondFactors;
    private final StaffAccountLock accountLock;
    private final TelegramAccountLinkService accountLinks;

    OwnAccountService(
            TransactionOperations<Connection> transactions,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            PasswordHasher passwords,
            SignInThrottle throttle,
            SecondFactorService secondFactors,
            StaffAccountLock accountLock,
            TelegramAccountLinkService accountLinks) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.secondFactors = secondFactors;
        this.accountLock = accountLock;
        this.accountLinks = accountLinks;
    }

    /// Changes the password and ends all other sessions.
    ///
    /// @throws StaffException when the present one is wrong, or the new one is not good enough
    public void changePassword(AuthenticatedStaff user, String present, String fresh, ClientInfo visit, Instant now) {
        PasswordRules.checkPassword(fresh, user.member().name());
        StaffAccount seen = verifyPassword(user, present, visit, now);
        String hash = passwords.hashPassword(fresh);
        changeAccount(seen, account -> {
            accounts.updatePassword(account.id(), hash);
            tokens.deleteByMember(account.id());
            tokens.deleteSessions(account.id(), user.session());
            accountLock.recordEntry(account.id(), user.member().name(), "staff.password-set", "by themselves", now);
            return null;
        });
    }

    /// Creates ten new recovery codes, to be shown once; the former ones become invalid.
    ///
    /// @throws StaffException when the password is wrong
    public List<String> renewRecoveryCodes(AuthenticatedStaff user, String present, ClientInfo visit, Instant now) {
        return changeAccount(verifyPassword(user, present, visit, now), account -> {
            accountLock.recordEntry(account.id(), user.member().name(), "staff.recovery-codes", null, now);
            return secondFactors.replaceRecoveryCodes(account.id(), now);
        });
    }

    /// Starts the replacement of the second factor. The present one stays valid until [#confirmSecondFactor].
    ///
    /// @param code of the present one, or a recovery code; it is used up
    /// @return token for [#pendingEnrolment] and [#confirmSecondFactor]; valid for [SignInService#SIGN_IN_TTL]
    /// @throws StaffException when the password or the code is wrong
    public String beginSecondFactorChange(
            AuthenticatedStaff user, String present, String code, ClientInfo visit, Instant now) {
        StaffAccount seen = verifyPassword(user, present, visit, now);
        String name = user.member().name();
        SignInThrottle.AttemptResult attempt = throttle.countAttempt(name, visit, now);
        if (!attempt.isAllowed()) {
            throw new StaffException(StaffException.Reason.TOO_MANY_FAILURES);
        }
        Optional<String> pending = changeAccount(
                seen,
                account -> secondFactors.spendCode(account, code, now).map(by -> {
                    String token = tokens.createPending(account.id(), now.plus(SignInService.SIGN_IN_TTL));
                    tokens.savePendingSecret(token, account.id(), TotpCodes.createSecret());
                    return token;
                }));
        if (pending.isEmpty()) {
            throttle.recordFailure(Optional.of(seen), SignInService.WRONG_CODE, attempt, now);
            throw new StaffException(StaffException.Reason.CODE_WRONG);
        }
        throttle.revertAttempt(name, visit, now);
        return pending.get();
    }

    /// Secret of the new second factor, for the app.
    ///
    /// @throws StaffException when the time is over
    public TotpEnrolment pendingEnrolment(AuthenticatedStaff user, String pending, Instant now) {
        return TotpCodes.createEnrolment(user.member().name(), findPendingSecret(user, pending, now));
    }

    /// Puts the new second factor in force and ends all other sessions.
    ///
    /// @param code of the new one
    /// @return new recovery codes; the former ones become invalid
    /// @throws StaffException when the code is wrong, or the time is over
    public List<String> confirmSecondFactor(
            AuthenticatedStaff user, String pending, String code, ClientInfo visit, Instant now) {
        String name = user.member().name();
        SignInThrottle.AttemptResult attempt = throttle.countAttempt(name, visit, now);
        if (!attempt.isAllowed()) {
            throw new StaffException(StaffException.Reason.TOO_MANY_FAILURES);
        }
        StaffAccount seen = accounts.findById(user.member().id())
                .orElseThrow(() -> new StaffException(StaffException.Reason.NOT_ALLOWED));
        Optional<List<String>> codes = changeAccount(seen, account -> {
            Optional<List<String>> replaced = secondFactors.replaceFactor(
                    account, findPendingSecret(user, pending, now), code, "by themselves", now);
            if (replaced.isPresent()) {
                tokens.deleteByMember(account.id());
                tokens.deleteSessions(account.id(), user.session());
            }
            return replaced;
        });
        if (codes.isEmpty()) {
            throttle.recordFailure(Optional.of(seen), SignInService.WRONG_CODE, attempt, now);
            throw new StaffException(StaffException.Reason.CODE_WRONG);
        }
        throttle.revertAttempt(name, visit, now);
        return codes.get();
    }

    private byte[] findPendingSecret(AuthenticatedStaff user, String pending, Instant now) {
        return tokens.findPending(pending, now)
                .filter(waiting -> waiting.member() == user.member().id() && waiting.secret() != null)
                .map(StaffTokenRepository.PendingSignIn::secret)
                .orElseThrow(() -> new StaffException(StaffException.Reason.FACTOR_OVER));
    }

    /// Creates a code that links their Telegram account, to be shown once; valid for
    /// [TelegramAccountLinkService#CODE_TTL].
    ///
    /// @throws StaffException when the password is wrong
    public String createTelegramCode(AuthenticatedStaff user, String present, ClientInfo visit, Instant now) {
        return changeAccount(verifyPassword(user, present, visit, now), account -> {
            accountLock.recordEntry(account.id(), user.member().name(), "staff.telegram-code", null, now);
            return accountLinks.createCode(account.id(), now);
        });
    }

    /// Number of unused recovery codes.
    public int countRecoveryCodes(AuthenticatedStaff user, Instant now) {
        return secondFactors.countRecoveryCodes(user.member().id(), now);
    }

    private StaffAccount verifyPassword(AuthenticatedStaff user, String present, ClientInfo visit, Instant now) {
        String name = user.member().name();
        SignInThrottle.AttemptResult attempt = throttle.countAttempt(name, visit, now);
        if (!attempt.isAllowed()) {
            throw new StaffException(StaffException.Reason.TOO_MANY_FAILURES);
        }
        StaffAccount seen = accounts.findById(user.member().id())
                .orElseThrow(() -> new StaffException(StaffException.Reason.NOT_ALLOWED));
        if (seen.password() == null
                || !passwords.matchesHash(PasswordHasher.ClientKind.MEMBER, present, seen.password())) {
            throttle.recordFailure(Optional.of(seen), SignInService.WRONG_PASSWORD, attempt, now);
            throw new StaffException(StaffException.Reason.PASSWORD_WRONG);
        }
        throttle.revertAttempt(name, visit, now);
        return seen;
    }

    /// Runs a change, unless the account was disabled or its password changed in the meantime.
    private <T> T changeAccount(StaffAccount seen, Function<StaffAccount, T> work) {
        return transactions.executeWrite(status -> work.apply(accounts.lockAccount(seen.id())
                .filter(account ->
                        account.member().isEnabled() && seen.password().equals(account.password()))
                .orElseThrow(() -> new StaffException(StaffException.Reason.PASSWORD_WRONG))));
    }
}
