package pk.rahnuma.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Entry of the audit log: one action.
///
/// @param chain the id of the conversation, application or staff account whose row the caller has locked
/// @param who `bot`, `key`, or the name of a member of staff
/// @param what a verb of the domain, such as `application.decided`
/// @param about the id of the object of the action
/// @param detail without personal data; or null
public record AuditEntry(long chain, String who, String what, String about, String detail, Instant at) {

    /// Actors that have no name.
    private static final Set<String> NAMELESS_ACTORS = Set.of("applicant", "clock", "bot", "key");

    /// Copy for the person it is about: it does not name members of staff.
    public Map<String, Object> toExport() {
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("at", at);
        export.put("who", NAMELESS_ACTORS.contains(who) ? who : "staff");
        export.put("what", what);
        if (detail != null) {
            export.put("detail", detail);
        }
        return export;
    }
}
