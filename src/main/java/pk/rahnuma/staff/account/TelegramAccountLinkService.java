package pk.rahnuma.staff.account;

import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Links of members to their Telegram accounts in the staff's group. A member links an account with a code from the
/// console, which is valid once. Of the account a keyed hash is stored, so that the database does not show whose it is.
@Singleton
public class TelegramAccountLinkService {

    /// Validity of a code.
    public static final Duration CODE_TTL = Duration.ofMinutes(10);

    private static final OneTimeCodeKind LINK_CODE =
            new OneTimeCodeKind("staff_telegram", CodeFormat.READABLE, CODE_TTL);

    private final TransactionOperations<Connection> transactions;
    private final TelegramLinkRepository links;
    private final SubjectEncryptionService encryption;
    private final OneTimeCodeService codes;
    private final StaffAccountRepository accounts;
    private final StaffAccountLock accountLock;
    private final boolean offered;

    /// Creates the service.
    ///
    /// @param group the staff's group on Telegram; empty when there is none
    /// @param bot empty when the desk is not on Telegram
    TelegramAccountLinkService(
            TransactionOperations<Connection> transactions,
            TelegramLinkRepository links,
            SubjectEncryptionService encryption,
            OneTimeCodeService codes,
            StaffAccountRepository accounts,
            StaffAccountLock accountLock,
            @Property(name = "rahnuma.telegram.staff.group", defaultValue = "") String group,
            @Property(name = "rahnuma.telegram.token", defaultValue = "") String bot) {
        this.transactions = transactions;
        this.links = links;
        this.encryption = encryption;
        this.codes = codes;
        this.accounts = accounts;
        this.accountLock = accountLock;
        this.offered = !group.isBlank() && !bot.isBlank();
    }

    /// True when there is a group, so that members can link their accounts.
    public boolean isOffered() {
        return offered;
    }

    /// Member of a Telegram account; empty when it is not linked, or the member is disabled.
    ///
    /// @param user its id on Telegram
    public Optional<StaffMember> findMember(long user) {
        return links.findStaffIdByUserHash(hashUser(user))
                .flatMap(accounts::findById)
                .map(StaffAccount::member)
                .filter(StaffMember::isEnabled);
    }

    public boolean isLinked(long member) {
        return links.existsByStaffId(member);
    }

    /// Creates a code in place of the previous one. The caller holds the lock of the account.
    String createCode(long member, Instant now) {
        return codes.replaceCode(LINK_CODE, member, now);
    }

    /// Links an account in place of the previous one. The code is used up; an account of another member is transferred
    /// to this one.
    ///
    /// @param code as typed
    /// @return the new owner; empty when the code was used, has expired or never existed, or its member is disabled
    public Optional<StaffMember> linkAccount(String code, long user, Instant now) {
        return transactions.executeWrite(status -> {
            Optional<OneTimeCode> valid = codes.findCode(LINK_CODE, code, now);
            Optional<StaffMember> member = valid.map(OneTimeCode::owner)
                    .flatMap(accounts::lockAccount)
                    .map(StaffAccount::member)
                    .filter(StaffMember::isEnabled)
                    // Empty when another call has used it up first.
                    .filter(one -> codes.spendCode(valid.get()));
            member.ifPresent(one -> {
                links.deleteByStaffIdOrUserHash(one.id(), hashUser(user));
                links.insertLink(new TelegramLinkRepository.LinkRow(one.id(), hashUser(user), now));
                accountLock.recordEntry(one.id(), one.name(), "staff.telegram-linked", null, now);
            });
            return member;
        });
    }

    /// Invalidates a code that others may have read.
    public void invalidateCode(String code, Instant now) {
        codes.findCode(LINK_CODE, code, now).ifPresent(codes::spendCode);
    }

    /// Removes the link.
    ///
    /// @return false when none was linked
    public boolean unlinkAccount(AuthenticatedStaff user, Instant now) {
        long id = user.member().id();
        return transactions.executeWrite(status -> {
            accounts.lockAccount(id);
            boolean linked = deleteLink(id);
            if (linked) {
                accountLock.recordEntry(id, user.member().name(), "staff.telegram-unlinked", null, now);
            }
            return linked;
        });
    }

    /// Deletes link and code. The caller holds the lock of the account.
    ///
    /// @return true when an account was linked
    boolean deleteLink(long member) {
        codes.deleteCodes(LINK_CODE, member);
        return links.deleteByStaffId(member) > 0;
    }

    private byte[] hashUser(long user) {
        return encryption.keyedHash("staff-chat-user", Long.toString(user));
    }
}
