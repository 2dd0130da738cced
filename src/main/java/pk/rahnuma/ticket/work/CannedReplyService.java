package pk.rahnuma.ticket.work;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists and edits prepared replies, those of all and each member's own. Each change is recorded in the audit log.
@Singleton
public final class CannedReplyService {

    private final TransactionOperations<Connection> transactions;
    private final CannedReplyRepository replies;
    private final StaffAuditService audit;

    public CannedReplyService(
            TransactionOperations<Connection> transactions, CannedReplyRepository replies, StaffAuditService audit) {
        this.transactions = transactions;
        this.replies = replies;
        this.audit = audit;
    }

    /// Replies of all and the member's own, sorted by folder and name.
    ///
    /// @param words that occur in them; empty for all
    public List<CannedReply> listReplies(AuthenticatedStaff by, String words) {
        by.requirePermission(StaffPermission.ANSWER_TICKETS);
        return replies.listReplies(by.member().id()).stream()
                .filter(reply -> reply.matches(words.strip()))
                .toList();
    }

    /// @throws RuleViolationException when there is no such reply, or it is a colleague's
    public CannedReply getReply(AuthenticatedStaff by, long id) {
        by.requirePermission(StaffPermission.ANSWER_TICKETS);
        return requireVisible(by, replies.findById(id));
    }

    /// Tells whether a member may change a reply that they see: their own always, that of all with a right to it.
    public static boolean canEdit(AuthenticatedStaff by, CannedReply reply) {
        return !reply.isCommon() || by.hasPermission(StaffPermission.EDIT_CANNED);
    }

    /// Content of a reply, as it was typed.
    ///
    /// @param texts by language
    /// @param tag that it sets; may be empty
    /// @param then state that it sets, or null
    public record ReplyDraft(
            String folder,
            String name,
            Map<String, String> texts,
            String tag,
            @Nullable Ticket.State then) {}

    /// Stores a new reply.
    ///
    /// @param own whether the member alone has it
    /// @throws RuleViolationException when the name is taken or not valid, a language is missing, or a placeholder is
    ///     unknown or missing in one of the texts
    public CannedReply addReply(AuthenticatedStaff by, ReplyDraft draft, boolean own, Instant now) {
        long owner = own ? by.member().id() : CannedReply.COMMON;
        CannedReply reply = createReply(by, SubjectEncryptionService.newId(), owner, draft, now);
        return transactions.executeWrite(status -> {
            requireFreeName(reply);
            replies.insertReply(reply);
            return recordSaved(by, reply, now);
        });
    }

    /// Changes a reply. It stays with those who have it.
    ///
    /// @throws RuleViolationException as [#addReply], and when there is no such reply, or it is a colleague's
    public CannedReply changeReply(AuthenticatedStaff by, long id, ReplyDraft draft, Instant now) {
        by.requirePermission(StaffPermission.ANSWER_TICKETS);
        return transactions.executeWrite(status -> {
            CannedReply before = requireVisible(by, replies.lockReply(id));
            CannedReply reply = createReply(by, id, before.owner(), draft, now);
            requireFreeName(reply);
            replies.updateReply(reply);
            return recordSaved(by, reply, now);
        });
    }

    /// Deletes a reply, if it exists.
    public void deleteReply(AuthenticatedStaff by, long id, Instant now) {
        by.requirePermission(StaffPermission.ANSWER_TICKETS);
        transactions.executeWrite(status -> {
            replies.lockReply(id).ifPresent(reply -> {
                requireEditable(by, requireVisible(by, Optional.of(reply)));
                replies.deleteById(id);
                audit.recordAction(by, "canned.deleted", Long.toString(id), null, now);
            });
            return null;
        });
    }

    private static CannedReply createReply(AuthenticatedStaff by, long id, long owner, ReplyDraft draft, Instant now) {
        CannedReply reply = new CannedReply(
                id,
                owner,
                draft.folder().strip(),
                draft.name().strip(),
                draft.texts().getOrDefault(Language.ENGLISH, "").strip(),
                draft.texts().getOrDefault(Language.URDU, "").strip(),
                draft.texts().getOrDefault(Language.ROMAN_URDU, "").strip(),
                draft.tag().isBlank() ? "" : TicketTriageService.normaliseTag(draft.tag()),
                draft.then(),
                StaffNameRules.validateName(by.member().name()),
                now);
        requireEditable(by, reply);
        reply.requireValid();
        return reply;
    }

    private static void requireEditable(AuthenticatedStaff by, CannedReply reply) {
        by.requirePermission(reply.isCommon() ? StaffPermission.EDIT_CANNED : StaffPermission.ANSWER_TICKETS);
    }

    private static CannedReply requireVisible(AuthenticatedStaff by, Optional<CannedReply> found) {
        return found.filter(reply ->
                        reply.isCommon() || reply.owner() == by.member().id())
                .orElseThrow(() -> new RuleViolationException("canned_missing"));
    }

    private void requireFreeName(CannedReply reply) {
        replies.lockByName(reply.owner(), reply.name())
                .filter(other -> other != reply.id())
                .ifPresent(other -> {
                    throw new RuleViolationException("canned_name_taken");
                });
    }

    private CannedReply recordSaved(AuthenticatedStaff by, CannedReply reply, Instant now) {
        audit.recordAction(by, "canned.saved", Long.toString(reply.id()), null, now);
        return reply;
    }
}
