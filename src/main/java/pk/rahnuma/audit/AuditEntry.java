package pk.rahnuma.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// One thing that was done.
///
/// @param chain the id of the conversation, application or staff account whose row the caller has locked
/// @param who `bot`, or the name of a member of staff
/// @param what a verb of the domain, as `application.decided`
/// @param about the id of what it was done to
/// @param detail without personal data; or null
public record AuditEntry(long chain, String who, String what, String about, String detail, Instant at) {

    /// Those who act without a name.
    private static final Set<String> NAMELESS_ACTORS = Set.of("applicant", "clock", "bot");

    /// The same for the person it is about: members of staff have no name in it.
    public Map<String, Object> toExport() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("at", at);
        told.put("who", NAMELESS_ACTORS.contains(who) ? who : "staff");
        told.put("what", what);
        if (detail != null) {
            told.put("detail", detail);
        }
        return told;
    }
}
