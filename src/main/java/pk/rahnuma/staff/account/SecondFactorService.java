package pk.rahnuma.staff.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Second factors of members: codes of an app, and recovery codes. The caller holds the lock of the account.
@Singleton
public final class SecondFactorService {

    /// Codes for a member without the second factor.
    public static final OneTimeCodeKind RECOVERY_CODE =
            new OneTimeCodeKind("staff_recovery", CodeFormat.READABLE, null);

    /// Maximum characters of a code.
    private static final int MAX_CODE_LENGTH = 40;

    /// Number of recovery codes of a member.
    private static final int RECOVERY_CODE_COUNT = 10;

    private final SubjectEncryptionService encryption;
    private final StaffAccountRepository accounts;
    private final StaffAccountLock accountLock;
    private final OneTimeCodeService codes;
    private final TotpCodes totp = new TotpCodes();

    public SecondFactorService(
            SubjectEncryptionService encryption,
            StaffAccountRepository accounts,
            StaffAccountLock accountLock,
            OneTimeCodeService codes) {
        this.encryption = encryption;
        this.accounts = accounts;
        this.accountLock = accountLock;
        this.codes = codes;
    }

    /// Uses a code up.
    ///
    /// @return name of the second factor that the code matches; empty when none does
    public Optional<String> spendCode(StaffAccount account, String typed, Instant now) {
        if (account.totpSecret() == null || typed.length() > MAX_CODE_LENGTH) {
            return Optional.empty();
        }
        byte[] secret = encryption.open(
                StaffAccountRepository.TOTP_COLUMN.placeAt(account.id(), account.id()), account.totpSecret());
        OptionalLong step = findStep(secret, typed, account.totpStep(), now);
        if (step.isPresent()) {
            accounts.updateTotpStep(account.id(), step.getAsLong());
            return Optional.of("by code");
        }
        return codes.findCode(RECOVERY_CODE, typed, now)
                .filter(code -> code.owner() == account.id() && codes.spendCode(code))
                .map(code -> "by recovery code");
    }

    /// Puts a second factor in force in place of the former one, with an entry in the audit log, and creates new
    /// recovery codes.
    ///
    /// @param typed first code of the new one
    /// @param detail of the entry; null for none
    /// @return the recovery codes; empty when the typed code is wrong
    public Optional<List<String>> replaceFactor(
            StaffAccount account, byte[] secret, String typed, String detail, Instant now) {
        OptionalLong step = typed.length() > MAX_CODE_LENGTH ? OptionalLong.empty() : findStep(secret, typed, 0, now);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        accounts.updateTotpSecret(
                account.id(),
                encryption.seal(StaffAccountRepository.TOTP_COLUMN.placeAt(account.id(), account.id()), secret));
        accounts.updateTotpStep(account.id(), step.getAsLong());
        accountLock.recordEntry(account.id(), account.member().name(), "staff.second-factor-set", detail, now);
        return Optional.of(replaceRecoveryCodes(account.id(), now));
    }

    private OptionalLong findStep(byte[] secret, String typed, long lastStep, Instant now) {
        return totp.findStep(secret, typed.replaceAll("\\s", ""), lastStep, now);
    }

    /// Creates ten new codes in place of the former ones.
    public List<String> replaceRecoveryCodes(long account, Instant now) {
        return codes.replaceCodes(RECOVERY_CODE, account, RECOVERY_CODE_COUNT, now);
    }

    /// Number of unused recovery codes, without a lock.
    public int countRecoveryCodes(long account, Instant now) {
        return codes.countCodes(RECOVERY_CODE, List.of(account), now).getOrDefault(account, 0);
    }
}
