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
    private static final List<String> TOPICS =
            List.of("complaint", "how_to_register", "line_blocked", "my_application", "something_else");

    static MemberSkillsView none() {
        return new MemberSkillsView(TOPICS, Set.of("en", "ur", "ur-Latn"), Set.of());
    }

    static MemberSkillsView of(StaffMember member) {
        Set<String> topics = new TreeSet<>(TOPICS);
        topics.addAll(member.topics());
        return new MemberSkillsView(topics, member.languages(), member.topics());
    }

    /// As they are offered.
    public List<String> offered() {
        return List.of("en", "ur", "ur-Latn");
    }
}
