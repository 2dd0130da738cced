package pk.rahnuma.staff.account;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffTokenRepository;

/// Sign-in of staff: the password, then the second factor.
///
///     checkPassword(name, password) → SecondFactorRequired(pending)
///         checkCode(pending, code)                                 → SignedIn(session)
///         findEnrolment(pending), confirmEnrolment(pending, code)  → SignedIn(session, recovery codes)   the first
/// time
///
/// Callers never learn whether an account exists: an unknown name, a wrong password and a disabled account get the same
/// answer after the same work, and the same delays.
@Singleton
public class SignInService {

    /// Time for the second factor, from the password on.
    public static final Duration SIGN_IN_TTL = Duration.ofMinutes(10);

    /// Reason of a failure in the audit log.
    public static final String WRONG_PASSWORD = "wrong password";

    public static final String WRONG_CODE = "wrong code";

    private final TransactionOperations<Connection> transactions;
    private final PasswordHasher passwords;
    private final SignInThrottle throttle;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final StaffSessionService sessions;
    private final SecondFactorService secondFactors;
    private final SignInMetrics metrics;

    public SignInService(
            TransactionOperations<Connection> transactions,
            PasswordHasher passwords,
            SignInThrottle throttle,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            StaffSessionService sessions,
            SecondFactorService secondFactors,
            SignInMetrics metrics) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.metrics = metrics;
    }

    /// Makes the first step.
    ///
    /// @return [SignInResult.Rejected], [SignInResult.Throttled], [SignInResult.Overloaded] or
    ///     [SignInResult.SecondFactorRequired]
    public SignInResult checkPassword(String name, String password, ClientInfo visit, Instant now) {
        return metrics.countStep(attemptPassword(name, password, visit, now), SignInMetrics.Reason.PASSWORD);
    }

    private SignInResult attemptPassword(String name, String password, ClientInfo visit, Instant now) {
        String typed = name.length() > StaffNames.MAX_LENGTH ? "" : name;
        SignInThrottle.AttemptResult attempt = throttle.countAttempt(typed, visit, now);
        if (!attempt.isAllowed()) {
            return new SignInResult.Throttled(attempt.left());
        }
        Optional<StaffAccount> named = accounts.findByName(typed);
        Optional<StaffAccount> open = named.filter(SignInService::isOpen);
        // The hash of a disabled account is not tried, so that this does not reveal whether the password was right.
        boolean right;
        try {
            right = passwords.matchesHash(
                    attempt.client(), password, open.map(StaffAccount::password).orElse(passwords.dummyHash()));
        } catch (StaffException busy) {
            throttle.revertAttempt(typed, visit, now);
            return new SignInResult.Overloaded();
        }
        Optional<SignInResult> next = open.filter(account -> right)
                .flatMap(account -> transactions.executeWrite(status -> acceptPassword(account, password, now)));
        if (next.isEmpty()) {
            throttle.recordFailure(
                    named, named.isPresent() && open.isEmpty() ? "not open" : WRONG_PASSWORD, attempt, now);
            return new SignInResult.Rejected();
        }
        throttle.revertAttempt(typed, visit, now);
        return next.get();
    }

    private static boolean isOpen(StaffAccount account) {
        return account.member().isEnabled() && account.password() != null;
    }

    /// Accepts the password, unless it was changed in the meantime.
    private Optional<SignInResult> acceptPassword(StaffAccount seen, String password, Instant now) {
        Optional<StaffAccount> account = accounts.lockAccount(seen.id())
                .filter(SignInService::isOpen)
                .filter(locked -> locked.password().equals(seen.password()));
        if (account.isPresent() && passwords.isOutdated(seen.password())) {
            accounts.updatePassword(seen.id(), passwords.hashPassword(password));
        }
        return account.map(locked -> createPending(locked, now));
    }

    /// Creates a sign-in that waits for the second factor. The caller has checked the password.
    public SignInResult.SecondFactorRequired createPending(StaffAccount account, Instant now) {
        return new SignInResult.SecondFactorRequired(
                tokens.createPending(account.id(), now.plus(SIGN_IN_TTL)),
                !account.member().secondFactor());
    }

    /// Makes the second step: a code of the app, or a recovery code.
    ///
    /// @return [SignInResult.Rejected], [SignInResult.Throttled], [SignInResult.Expired] or [SignInResult.SignedIn]
    public SignInResult checkCode(String pending, String code, ClientInfo visit, Instant now) {
        return attemptSecondStep(
                pending,
                visit,
                now,
                (waiting, account) -> secondFactors
                        .spendCode(account, code, now)
                        .map(by -> sessions.startSession(account, visit, by, List.of(), now)));
    }

    /// The secret for the app of a member who has no second factor yet; the same until it is confirmed.
    ///
    /// @return empty when the sign-in has expired, or the second factor is set up already
    public Optional<TotpEnrolment> findEnrolment(String pending, Instant now) {
        return transactions.executeWrite(status -> tokens.findPending(pending, now)
                .flatMap(found -> accounts.lockAccount(found.member()))
                .filter(account -> isOpen(account) && account.totpSecret() == null)
                .flatMap(account -> tokens.findPending(pending, now)
                        .map(waiting -> TotpCodes.createEnrolment(
                                account.member().name(), findOrCreateSecret(pending, waiting, account.id())))));
    }

    private byte[] findOrCreateSecret(String pending, StaffTokenRepository.PendingSignIn waiting, long account) {
        if (waiting.secret() != null) {
            return waiting.secret();
        }
        byte[] secret = TotpCodes.createSecret();
        tokens.savePendingSecret(pending, account, secret);
        return secret;
    }

    /// Checks the first code of a second factor that is being set up, and puts it in force.
    ///
    /// @return [SignInResult.Rejected], [SignInResult.Throttled], [SignInResult.Expired] or [SignInResult.SignedIn]
    ///     with recovery codes
    public SignInResult confirmEnrolment(String pending, String code, ClientInfo visit, Instant now) {
        return attemptSecondStep(pending, visit, now, (waiting, account) -> {
            if (waiting.secret() == null || account.totpSecret() != null) {
                return Optional.empty();
            }
            return secondFactors
                    .replaceFactor(account, waiting.secret(), code, null, now)
                    .map(recoveryCodes -> sessions.startSession(
                            accounts.findById(account.id()).orElseThrow(), visit, "by code", recoveryCodes, now));
        });
    }

    /// Check of the second step, while the account is locked; empty when the code is wrong.
    @FunctionalInterface
    private interface SecondStepCheck {
        Optional<SignInResult> attempt(StaffTokenRepository.PendingSignIn waiting, StaffAccount account);
    }

    private SignInResult attemptSecondStep(String pending, ClientInfo visit, Instant now, SecondStepCheck second) {
        return metrics.countStep(checkSecondStep(pending, visit, now, second), SignInMetrics.Reason.CODE);
    }

    private SignInResult checkSecondStep(String pending, ClientInfo visit, Instant now, SecondStepCheck second) {
        Optional<StaffAccount> named = tokens.findPending(pending, now)
                .flatMap(found -> accounts.findById(found.member()))
                .filter(SignInService::isOpen);
        if (named.isEmpty()) {
            return new SignInResult.Expired();
        }
        String name = named.get().member().name();
        SignInThrottle.AttemptResult attempt = throttle.countAttempt(name, visit, now);
        if (!attempt.isAllowed()) {
            return new SignInResult.Throttled(attempt.left());
        }
        SignInResult next = transactions.executeWrite(status -> {
            Optional<StaffAccount> account =
                    accounts.lockAccount(named.get().id()).filter(SignInService::isOpen);
            // Read again under the lock: another request may have used it.
            Optional<StaffTokenRepository.PendingSignIn> waiting = tokens.findPending(pending, now);
            if (account.isEmpty() || waiting.isEmpty()) {
                return new SignInResult.Expired();
            }
            Optional<SignInResult> tried = second.attempt(waiting.get(), account.get());
            if (tried.isPresent()) {
                tokens.deleteByMember(account.get().id());
            }
            return tried.orElse(new SignInResult.Rejected());
        });
        switch (next) {
            case SignInResult.SignedIn in -> {
                throttle.revertAttempt(name, visit, now);
                throttle.deleteByName(name);
                throttle.deleteExpired(now);
                tokens.deleteExpired(now, StaffSessionService.IDLE_TIMEOUT);
            }
            case SignInResult.Expired over -> throttle.revertAttempt(name, visit, now);
            default -> throttle.recordFailure(named, WRONG_CODE, attempt, now);
        }
        return next;
    }
}
