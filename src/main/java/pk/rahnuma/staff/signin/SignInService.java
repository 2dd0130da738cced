package pk.rahnuma.staff.signin;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffTokenRepository;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.SubjectEncryptionService;

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

    /// Maximum characters of a code.
    private static final int MAX_CODE_LENGTH = 40;

    /// Codes for a member without the second factor.
    public static final OneTimeCodeKind RECOVERY_CODE =
            new OneTimeCodeKind("staff_recovery", CodeFormat.READABLE, null);

    /// Number of recovery codes of a member.
    private static final int RECOVERY_CODE_COUNT = 10;

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;
    private final PasswordHasher passwords;
    private final SignInThrottle throttle;
    private final StaffAccountRepository accounts;
    private final StaffTokenRepository tokens;
    private final StaffSessionService sessions;
    private final StaffAccountLock accountLock;
    private final SignInMetrics metrics;
    private final OneTimeCodeService codes;
    private final TotpCodes totp = new TotpCodes();

    public SignInService(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService encryption,
            PasswordHasher passwords,
            SignInThrottle throttle,
            StaffAccountRepository accounts,
            StaffTokenRepository tokens,
            OneTimeCodeService codes,
            StaffSessionService sessions,
            StaffAccountLock accountLock,
            SignInMetrics metrics) {
        this.transactions = transactions;
        this.encryption = encryption;
        this.passwords = passwords;
        this.throttle = throttle;
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.accountLock = accountLock;
        this.metrics = metrics;
        this.codes = codes;
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
            recordFailure(named, named.isPresent() && open.isEmpty() ? "not open" : WRONG_PASSWORD, attempt, now);
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
        return attemptSecondStep(pending, visit, now, (waiting, account) -> {
            Optional<String> by = useSecondFactor(account, code, now);
            if (by.isEmpty()) {
                return Optional.empty();
            }
            accountLock.recordEntry(account.id(), account.member().name(), "staff.signed-in", by.get(), now);
            return Optional.of(sessions.startSession(account, visit, List.of(), now));
        });
    }

    /// Name of the second factor that matches the code, which is used up; empty when none does. The caller holds the
    /// lock of the account.
    public Optional<String> useSecondFactor(StaffAccount account, String typed, Instant now) {
        if (account.totpSecret() == null || typed.length() > MAX_CODE_LENGTH) {
            return Optional.empty();
        }
        byte[] secret = encryption.open(
                StaffAccountRepository.TOTP_COLUMN.placeAt(account.id(), account.id()), account.totpSecret());
        OptionalLong step = totp.findStep(secret, typed.replaceAll("\\s", ""), account.totpStep(), now);
        if (step.isPresent()) {
            accounts.updateTotpStep(account.id(), step.getAsLong());
            return Optional.of("by code");
        }
        return codes.findCode(RECOVERY_CODE, typed, now)
                .filter(code -> code.owner() == account.id() && codes.spendCode(code))
                .map(code -> "by recovery code");
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
            if (waiting.secret() == null || account.totpSecret() != null || code.length() > MAX_CODE_LENGTH) {
                return Optional.empty();
            }
            OptionalLong step = totp.findStep(waiting.secret(), code.replaceAll("\\s", ""), 0, now);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            accounts.updateTotpSecret(account.id(), sealTotpSecret(account.id(), waiting.secret()));
            accounts.updateTotpStep(account.id(), step.getAsLong());
            List<String> fresh = replaceRecoveryCodes(account.id(), now);
            accountLock.recordEntry(account.id(), account.member().name(), "staff.second-factor-set", null, now);
            accountLock.recordEntry(account.id(), account.member().name(), "staff.signed-in", "by code", now);
            StaffAccount with = accounts.findById(account.id()).orElseThrow();
            return Optional.of(sessions.startSession(with, visit, fresh, now));
        });
    }

    /// Seals the secret of a second factor for its account.
    public byte[] sealTotpSecret(long account, byte[] secret) {
        return encryption.seal(StaffAccountRepository.TOTP_COLUMN.placeAt(account, account), secret);
    }

    /// Creates ten new codes in place of the former ones. The caller holds the lock of the account.
    public List<String> replaceRecoveryCodes(long account, Instant now) {
        return codes.replaceCodes(RECOVERY_CODE, account, RECOVERY_CODE_COUNT, now);
    }

    /// Number of unused recovery codes.
    public int countRecoveryCodes(long account, Instant now) {
        return codes.countCodes(RECOVERY_CODE, List.of(account), now).getOrDefault(account, 0);
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
            default -> recordFailure(named, WRONG_CODE, attempt, now);
        }
        return next;
    }

    /// Records a failure, with the same work for an unknown name. The typed name is not logged: it may be a password.
    ///
    /// @param why reason that the try of an account failed
    public void recordFailure(
            Optional<StaffAccount> named, String why, SignInThrottle.AttemptResult attempt, Instant now) {
        transactions.executeWrite(status -> {
            if (named.isPresent()) {
                accounts.lockAccount(named.get().id());
            } else {
                accountLock.lockAccounts();
            }
            accountLock.recordFailure(
                    named.map(StaffAccount::id).orElse(StaffAccountLock.LOCK_ROW_ID),
                    attempt.locks() ? "staff.locked" : "staff.refused",
                    named.isPresent() ? why : "unknown name",
                    now);
            return null;
        });
    }
}
