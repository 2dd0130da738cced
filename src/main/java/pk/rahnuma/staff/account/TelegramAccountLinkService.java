package pk.rahnuma.staff.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.record.StaffAccountLock;
import pk.rahnuma.staff.record.StaffAccountRepository;
import pk.rahnuma.staff.record.StaffTokens;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Links of members to their Telegram accounts in the staff's group. A member links an account with a code from the
/// console, which is valid once. Of the account a keyed hash is stored, so that the database does not show whose it is.
@Singleton
public class TelegramAccountLinkService {

    /// Validity of a code.
    public static final Duration CODE_TTL = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final StaffTokens tokens;
    private final StaffAccountRepository accounts;
    private final StaffAccountLock accountLock;

    TelegramAccountLinkService(
            Jdbi jdbi, SubjectEncryptionService vault, StaffAccountRepository accounts, StaffAccountLock accountLock) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.tokens = new StaffTokens(vault);
        this.accounts = accounts;
        this.accountLock = accountLock;
    }

    /// Member of a Telegram account; empty when it is not linked, or the member is disabled.
    ///
    /// @param user its id on Telegram
    public Optional<StaffMember> findMember(long user) {
        return jdbi.withHandle(handle -> handle.createQuery("select staff_id from staff_chat where user_hash = ?")
                        .bind(0, hash(user))
                        .mapTo(Long.class)
                        .findOne())
                .flatMap(accounts::findById)
                .map(StaffAccount::member)
                .filter(StaffMember::isEnabled);
    }

    public boolean isLinked(long member) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from staff_chat where staff_id = ?")
                        .bind(0, member)
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /// Creates a code in place of the previous one. The caller holds the lock of the account.
    String createCode(long member, Instant now) {
        String code = StaffTokens.createCode();
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_chat_code where staff_id = ?", member);
            handle.execute(
                    "insert into staff_chat_code (staff_id, code_hash, expires_at) values (?, ?, ?)",
                    member,
                    tokens.hashTelegramCode(code),
                    now.plus(CODE_TTL));
        });
        return code;
    }

    /// Links an account in place of the previous one. The code is used up; an account of another member is transferred
    /// to this one.
    ///
    /// @param code as typed
    /// @return the new owner; empty when the code was used, has expired or never existed, or its member is disabled
    public Optional<StaffMember> linkAccount(String code, long user, Instant now) {
        byte[] known = tokens.hashTelegramCode(code);
        return jdbi.inTransaction(handle -> {
            Optional<StaffMember> member = handle.createQuery(
                            "select staff_id from staff_chat_code where code_hash = ? and expires_at > ?")
                    .bind(0, known)
                    .bind(1, now)
                    .mapTo(Long.class)
                    .findOne()
                    .flatMap(accounts::lockAccount)
                    .map(StaffAccount::member)
                    .filter(StaffMember::isEnabled)
                    // Empty when another call has used it up first.
                    .filter(one -> handle.execute("delete from staff_chat_code where code_hash = ?", known) == 1);
            member.ifPresent(one -> {
                handle.execute("delete from staff_chat where staff_id = ? or user_hash = ?", one.id(), hash(user));
                handle.execute(
                        "insert into staff_chat (staff_id, user_hash, linked_at) values (?, ?, ?)",
                        one.id(),
                        hash(user),
                        now);
                accountLock.recordEntry(one.id(), one.name(), "staff.telegram-linked", null, now);
            });
            return member;
        });
    }

    /// Invalidates a code that others may have read.
    public void invalidateCode(String code) {
        jdbi.useHandle(handle ->
                handle.execute("delete from staff_chat_code where code_hash = ?", tokens.hashTelegramCode(code)));
    }

    /// Removes the link.
    ///
    /// @return false when none was linked
    public boolean unlinkAccount(AuthenticatedStaff user, Instant now) {
        long id = user.member().id();
        return jdbi.inTransaction(handle -> {
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
        return jdbi.withHandle(handle -> {
            handle.execute("delete from staff_chat_code where staff_id = ?", member);
            return handle.execute("delete from staff_chat where staff_id = ?", member) > 0;
        });
    }

    private byte[] hash(long user) {
        return vault.keyedHash("staff-chat-user", Long.toString(user));
    }
}
