package pk.rahnuma.staff.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffPermission;

/// Reads the audit log for staff, by object or by actor. Each view is recorded too.
@Singleton
public final class AuditReviewService {

    private static final int MAX_QUERY_LENGTH = 100;

    private final AuditLog audit;
    private final StaffAccountService accounts;
    private final StaffAuditService staffAudit;

    AuditReviewService(AuditLog audit, StaffAccountService accounts, StaffAuditService staffAudit) {
        this.audit = audit;
        this.accounts = accounts;
        this.staffAudit = staffAudit;
    }

    /// Entries of a filter.
    ///
    /// @param about as it was typed; empty without a filter
    /// @param by the name of a member or of an actor without a name; null without a filter
    /// @param entries the newest first
    public record AuditView(String about, String by, List<AuditEntry> entries) {}

    /// Filter of entries.
    ///
    /// @param ids all objects that `about` may mean; empty without a filter
    private record EntryFilter(String about, List<String> ids, String by) {}

    /// Reads entries for a page.
    ///
    /// @param about a reference, a number of a ticket or a name; null or empty for all
    /// @param actorName the name of the actor; null or empty for all
    public AuditView readEntries(
            AuthenticatedStaff viewer, String about, String actorName, int skip, int limit, Instant now) {
        return readEntries(viewer, "audit.read", createFilter(about, actorName), skip, limit, now);
    }

    /// Reads entries for a file.
    ///
    /// @param about as in [#readEntries]
    /// @param actorName as in [#readEntries]
    public AuditView exportEntries(AuthenticatedStaff viewer, String about, String actorName, int limit, Instant now) {
        viewer.requirePermission(StaffPermission.EXPORT);
        return readEntries(viewer, "audit.exported", createFilter(about, actorName), 0, limit, now);
    }

    private AuditView readEntries(
            AuthenticatedStaff viewer, String action, EntryFilter filter, int skip, int limit, Instant now) {
        viewer.requirePermission(StaffPermission.READ_AUDIT);
        List<AuditEntry> entries = audit.findLatest(filter.ids(), filter.by(), skip, limit);
        staffAudit.recordAction(viewer, action, Long.toString(viewer.member().id()), describeFilter(filter), now);
        return new AuditView(filter.about(), filter.by(), entries);
    }

    private EntryFilter createFilter(String about, String actorName) {
        String typed = cutQuery(about);
        List<String> ids = new ArrayList<>();
        if (!typed.isEmpty()) {
            ids.add(typed);
            Reference.parseText(typed).map(Reference::symbols).ifPresent(ids::add);
            accounts.findByName(typed).map(member -> Long.toString(member.id())).ifPresent(ids::add);
        }
        String by = cutQuery(actorName);
        return new EntryFilter(
                typed,
                ids,
                by.isEmpty()
                        ? null
                        : accounts.findByName(by).map(StaffMember::name).orElse(by));
    }

    private static String cutQuery(String typed) {
        return typed == null
                ? ""
                : typed.substring(0, Math.min(MAX_QUERY_LENGTH, typed.length())).strip();
    }

    /// Describes a filter for the log. The typed text is stored only when it names an object of the desk: it might be a
    /// personal number.
    private String describeFilter(EntryFilter filter) {
        String about = filter.about().isEmpty()
                ? "everything"
                : filter.ids().size() > 1 ? filter.about() : "something unknown";
        return "about " + about
                + Optional.ofNullable(filter.by())
                        .map(name -> ", by " + (isKnown(name) ? name : "an unknown name"))
                        .orElse("");
    }

    private boolean isKnown(String name) {
        return StaffNames.validateHistoryName(name).isEmpty()
                || accounts.findByName(name).isPresent();
    }
}
