package pk.rahnuma.ticket.work;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Lists and edits prepared replies. Each change is recorded in the audit log.
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

    /// Replies, sorted by name.
    public List<CannedReply> listReplies() {
        return replies.listReplies();
    }

    /// @throws RuleViolationException when there is no such reply
    public CannedReply getReply(long id) {
        return replies.findById(id).orElseThrow(() -> new RuleViolationException("canned_missing"));
    }

    /// Stores a reply.
    ///
    /// @param id 0 creates a new one
    /// @throws RuleViolationException when there is no such reply, the name is taken or not valid, a language is
    ///     missing, or a placeholder is unknown or missing in one of the texts
    public CannedReply saveReply(
            AuthenticatedStaff by, long id, String name, String en, String ur, String urLatn, Instant now) {
        by.requirePermission(StaffPermission.EDIT_CANNED);
        CannedReply reply = new CannedReply(
                id == 0 ? SubjectEncryptionService.newId() : id,
                name.strip(),
                en.strip(),
                ur.strip(),
                urLatn.strip(),
                StaffNameRules.validateName(by.member().name()),
                now);
        reply.requireValid();
        return transactions.executeWrite(status -> {
            replies.lockByName(reply.name()).filter(other -> other != id).ifPresent(other -> {
                throw new RuleViolationException("canned_name_taken");
            });
            if (id == 0) {
                replies.insertReply(reply);
            } else if (replies.updateById(
                            reply.id(), reply.name(), reply.en(), reply.ur(), reply.urLatn(), reply.who(), now)
                    == 0) {
                throw new RuleViolationException("canned_missing");
            }
            audit.recordAction(by, "canned.saved", Long.toString(reply.id()), null, now);
            return reply;
        });
    }

    /// Deletes a reply, if it exists.
    public void deleteReply(AuthenticatedStaff by, long id, Instant now) {
        by.requirePermission(StaffPermission.EDIT_CANNED);
        transactions.executeWrite(status -> {
            replies.deleteById(id);
            audit.recordAction(by, "canned.deleted", Long.toString(id), null, now);
            return null;
        });
    }
}
