package pk.rahnuma.person.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pk.rahnuma.person.joining.PersonJoining.State;
import pk.rahnuma.vault.SealedValues;

/// Two persons before they join, to be compared with what they are afterwards.
final class JoiningSnapshot {

    /// Columns that hold the owner of a row which a joining moves and never deletes.
    private static final List<String> OWNERS = List.of(
            "person_identity.person_id",
            "person_device.person_id",
            "application.conversation_id",
            "application.subject_id",
            "ticket.conversation_id",
            "chat.conversation_id",
            "document.subject_id");

    private final JoiningFixture fixture;
    private final RandomPersons persons;
    private final long to;
    private final long from;
    private final Map<String, List<Long>> rows = new TreeMap<>();
    private final List<String> textsOfTo;
    private final List<String> textsOfFrom;
    private final List<String> formsOfTo;
    private final List<String> formsOfFrom;

    JoiningSnapshot(JoiningFixture fixture, RandomPersons persons, long to, long from) {
        this.fixture = fixture;
        this.persons = persons;
        this.to = to;
        this.from = from;
        OWNERS.forEach(column -> rows.put(column, List.of(countRows(column, to), countRows(column, from))));
        this.textsOfTo = fixture.texts(to);
        this.textsOfFrom = fixture.texts(from);
        this.formsOfTo = persons.formNames(to);
        this.formsOfFrom = persons.formNames(from);
    }

    private long countRows(String column, long person) {
        int dot = column.indexOf('.');
        return fixture.count(column.substring(0, dot), column.substring(dot + 1), person);
    }

    /// The joining has not begun: both persons are as they were.
    void assertUntouched() {
        rows.forEach((column, counts) -> assertThat(List.of(countRows(column, to), countRows(column, from)))
                .as(column)
                .isEqualTo(counts));
        assertThat(fixture.texts(to)).isEqualTo(textsOfTo);
        assertThat(fixture.texts(from)).isEqualTo(textsOfFrom);
        assertThat(persons.formNames(to)).isEqualTo(formsOfTo);
        assertThat(persons.formNames(from)).isEqualTo(formsOfFrom);
        assertThat(fixture.hasKey(from)).isTrue();
    }

    /// The joining has begun: all that is not moved in batches belongs to the person who stays.
    void assertBegun() {
        rows.forEach((column, counts) -> {
            assertThat(countRows(column, to)).as(column).isEqualTo(counts.getFirst() + counts.getLast());
            assertThat(countRows(column, from)).as(column).isZero();
        });
        List<String> forms = new ArrayList<>(formsOfTo);
        forms.addAll(formsOfFrom);
        assertThat(persons.formNames(to))
                .isSubsetOf(forms)
                .hasSizeGreaterThanOrEqualTo(Math.min(5, formsOfTo.size() + (formsOfFrom.isEmpty() ? 0 : 1)));
        assertThat(fixture.count("conversation", "id", from)).isZero();
        List<String> moving = new ArrayList<>(fixture.texts(to));
        moving.addAll(fixture.texts(from));
        assertThat(moving).hasSize(textsOfTo.size() + textsOfFrom.size());
    }

    /// The joining is completed.
    void assertDone(long joining) {
        assertThat(fixture.server.getBean(PersonJoiningService.class).findJoining(to, joining, fixture.now))
                .hasValueSatisfying(status -> assertThat(status.state()).isEqualTo(State.DONE));
        assertBegun();
        List<String> texts = new ArrayList<>(textsOfTo);
        texts.addAll(textsOfFrom);
        assertThat(fixture.texts(to)).containsExactlyElementsOf(texts);
        assertThat(fixture.count("message", "conversation_id", from)).isZero();
        assertThat(fixture.hasKey(from)).isFalse();
        assertThat(fixture.hasKey(to)).isTrue();
    }

    /// Each value opens with the key of the one person who owns its row.
    void assertReadable() {
        assertThat(SealedValues.findUnreadable(fixture.server.context())).isEmpty();
    }
}
