package pk.rahnuma.console.admin;

import io.micronaut.http.uri.UriBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.shared.Reference;

/// Page of the audit log.
///
/// @param about as it was typed
/// @param by a name, or empty
/// @param page from 0
/// @param more true when there is another page
public record AuditLogPage(String about, String by, List<LogRow> rows, int page, boolean more) {

    /// Row of the log.
    ///
    /// @param about as it is displayed: a reference in groups, the name of a member, or the number itself
    /// @param path its page in the console; null when it has none
    public record LogRow(Instant at, String who, String what, String about, String path, String detail) {

        private static LogRow fromEntry(AuditEntry entry, Map<String, String> members) {
            Optional<Reference> reference = Reference.parseText(entry.about())
                    .filter(read -> read.symbols().equals(entry.about()));
            String shown = reference
                    .map(Reference::toGroupedText)
                    .orElseGet(() -> members.getOrDefault(entry.about(), entry.about()));
            String path = reference
                    .map(ViewContext::casePath)
                    .orElse(members.containsKey(entry.about()) ? "/desk/staff/" + entry.about() : null);
            return new LogRow(entry.at(), entry.who(), entry.what(), shown, path, entry.detail());
        }
    }

    /// Creates a page.
    ///
    /// @param found one more than a page when there are more
    static AuditLogPage createPage(
            String about, String by, List<AuditEntry> found, Map<String, String> members, int page) {
        return new AuditLogPage(
                about,
                by == null ? "" : by,
                found.stream()
                        .limit(AuditLogController.PAGE_SIZE)
                        .map(entry -> LogRow.fromEntry(entry, members))
                        .toList(),
                page,
                found.size() > AuditLogController.PAGE_SIZE);
    }

    /// Path of another page of the same filter.
    public String pagePath(int page) {
        return createUri("/desk/audit").queryParam("page", page).build().toString();
    }

    /// Path of the CSV export of all entries.
    public String csvPath() {
        return createUri("/desk/audit.csv").build().toString();
    }

    private UriBuilder createUri(String path) {
        UriBuilder uri = UriBuilder.of(path);
        if (!about.isEmpty()) {
            uri.queryParam("about", about);
        }
        if (!by.isEmpty()) {
            uri.queryParam("who", by);
        }
        return uri;
    }
}
