package pk.rahnuma.console.member;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.staff.StaffMember;

/// What can be chosen for a member, and what is.
///
/// @param topics those of tickets that people open, and whatever else the member has
public record MemberSkillsView(Collection<String> topics, Set<String> languages, Set<String> chosen) {

    /// As tickets have them.
    private static final List<String> TICKET_TOPICS =
            List.of("complaint", "how_to_register", "line_blocked", "my_application", "something_else");

    static MemberSkillsView forNewMember() {
        return new MemberSkillsView(TICKET_TOPICS, Set.of("en", "ur", "ur-Latn"), Set.of());
    }

    static MemberSkillsView forMember(StaffMember member) {
        Set<String> topics = new TreeSet<>(TICKET_TOPICS);
        topics.addAll(member.topics());
        return new MemberSkillsView(topics, member.languages(), member.topics());
    }

    /// As they are offered.
    public List<String> offeredLanguages() {
        return List.of("en", "ur", "ur-Latn");
    }
}
