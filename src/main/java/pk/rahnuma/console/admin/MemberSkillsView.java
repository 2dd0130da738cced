package pk.rahnuma.console.admin;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.StaffMember;

/// Skills of a member and the available ones.
///
/// @param topics topics of the tickets that people open, and any other topics of the member
public record MemberSkillsView(Collection<String> topics, Set<String> languages, Set<String> chosen) {

    /// Topics of tickets.
    private static final List<String> TICKET_TOPICS =
            List.of("complaint", "how_to_register", "line_blocked", "my_application", "something_else");

    static MemberSkillsView forNewMember() {
        return new MemberSkillsView(TICKET_TOPICS, Set.copyOf(Language.ALL), Set.of());
    }

    static MemberSkillsView forMember(StaffMember member) {
        Set<String> topics = new TreeSet<>(TICKET_TOPICS);
        topics.addAll(member.topics());
        return new MemberSkillsView(topics, member.languages(), member.topics());
    }

    /// Available languages.
    public List<String> offeredLanguages() {
        return Language.ALL;
    }
}
