package pk.rahnuma.desk.members;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.staff.Member;

/// What can be chosen for a member, and what is.
///
/// @param topics those of tickets that people open, and whatever else the member has
public record Skills(Collection<String> topics, Set<String> languages, Set<String> chosen) {

    /// As tickets have them.
    private static final List<String> TOPICS =
            List.of("complaint", "how_to_register", "line_blocked", "my_application", "something_else");

    static Skills none() {
        return new Skills(TOPICS, Set.of("en", "ur", "ur-Latn"), Set.of());
    }

    static Skills of(Member member) {
        Set<String> topics = new TreeSet<>(TOPICS);
        topics.addAll(member.topics());
        return new Skills(topics, member.languages(), member.topics());
    }

    /// As they are offered.
    public List<String> offered() {
        return List.of("en", "ur", "ur-Latn");
    }
}
