package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// Long lists, tables, and choices among what a call brought.
class LongListsTest {

    record None() {}

    record Item(String code, String name) {}

    record Items(List<Item> items) {}

    private static final String FORM = """
            script: form
            menu: 1
            steps:
              - read: known
                action: test.items
              - ask: whom
                type: choice
                options: {from: known.items, value: code, and: [new]}
              - repeat: sites
                title: site
                steps:
                  - ask: site
                    type: text
                  - ask: ips
                    type: ips
              - when: size(sites.map(s, s.ips).flatten()) >= 3
                steps:
                  - ask: note
                    type: long-text
              - review: check
              - end: filed
            """;

    private final ScriptedConversation stage;

    LongListsTest() {
        Map<String, ActionType> actions = new LinkedHashMap<>(ScriptedConversation.ACTIONS);
        actions.put("test.items", new ActionType("test.items", false, None.class, Items.class));
        ConversationSimulator simulator = new ConversationSimulator(
                ScriptLibrary.load(ScriptedConversation.sources(FORM), actions),
                actions,
                new ConversationState("en", List.of(), List.of(), 0),
                ScriptedConversation.START,
                "assistance",
                "telegram");
        simulator.given("test.items", Map.of("items", List.of(Map.of("code", "a1", "name", "Alif"))));
        stage = new ScriptedConversation(simulator).tapsData("!start=form");
    }

    private void table(String... rows) {
        stage.does(new ConversationInput.File(
                new FileReference("t", "a.csv", "text/csv", 10).withRows(List.of(rows)), null, "t1"));
    }

    private Object kept(String key) {
        return stage.session().answers().get(key).value();
    }

    @Test
    void a_choice_offers_the_items_of_a_call_and_codes_of_its_own() {
        assertThat(stage.labels()).contains("ITEM Alif", "NEW");
        stage.taps("NEW");
        assertThat(kept("whom")).isEqualTo("new");
        assertThat(stage.text()).contains("SITE?");
    }

    @Test
    void what_the_items_hold_is_counted_over_all_of_them() {
        stage.taps("ITEM Alif").says("Lahore", "39.32.1.7 39.32.1.8").taps("Done");
        assertThat(stage.text()).contains("CHECK");
        stage.taps("Change").says("2").taps("Add").says("Multan", "39.32.1.9").taps("Done");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void a_list_that_is_closed_is_opened_again_from_the_answers() {
        stage.taps("NEW").says("Lahore", "39.32.1.7").taps("Done").taps("Change");
        assertThat(stage.text()).contains("1. Whom: NEW", "2. Sites: 1").doesNotContain("Lahore");
        stage.taps("2. Sites");
        assertThat(stage.text()).contains("SITES 1", "1. Lahore");
        stage.taps("Remove");
        assertThat(stage.text()).contains("SITE?");
    }

    @Test
    void a_table_with_mistakes_is_told_by_row_before_it_is_taken() {
        stage.taps("NEW").says("Lahore");
        table("Address", "39.32.1.7", "10.0.0.3");
        assertThat(stage.text()).contains("ROW 3 PRIVATE 10.0.0.3", "39.32.1.7", "IPS?");
        assertThat(stage.session().answers()).doesNotContainKey("sites/1/ips");
        table("39.32.1.7", "39.32.1.9");
        assertThat(kept("sites/1/ips")).isEqualTo(List.of("39.32.1.7", "39.32.1.9"));
    }

    @Test
    void the_good_rows_are_taken_when_the_person_says_that_this_is_all() {
        stage.taps("NEW").says("Lahore");
        table("39.32.1.7", "10.0.0.3");
        stage.taps("Done");
        assertThat(kept("sites/1/ips")).isEqualTo(List.of("39.32.1.7"));
        assertThat(stage.text()).contains("SITES 1");
    }

    @Test
    void a_table_is_fetched_and_a_picture_is_not() {
        stage.taps("NEW").says("Lahore");
        stage.does(new ConversationInput.File(new FileReference("p", null, "image/jpeg", 10, true, null), null, "p1"));
        assertThat(stage.text()).contains("NO TABLE");
        stage.does(new ConversationInput.File(new FileReference("t", "a.xlsx", null, 10, true, null), null, "t1"));
        assertThat(stage.text()).isEqualTo("FETCHING");
        PendingFile awaited = stage.session().awaited().getFirst();
        String session = stage.session().id();
        stage.does(new ConversationInput.Fetched(session, awaited.handle(), null, "locked"));
        assertThat(stage.text()).contains("NO TABLE");
    }

    @Test
    void a_long_list_is_shown_by_the_page_and_summed_up_shortly() {
        stage.taps("NEW");
        for (int i = 1; i <= 40; i++) {
            stage.says("Site of the line with number " + i + ", " + "x".repeat(70), "39.32.1." + i);
            if (i < 40) {
                stage.taps("Add");
            }
        }
        assertThat(stage.labels())
                .filteredOn(label -> label.startsWith("Change: "))
                .hasSize(8);
        assertThat(stage.text()).contains("number 1,").doesNotContain("number 9,");
        stage.taps("Next ›");
        assertThat(stage.text()).contains("number 9,").doesNotContain("number 1,");
        stage.taps("Remove");
        assertThat(stage.text()).contains("SITES 39");
        stage.taps("Done").says("A note");
        assertThat(stage.text()).contains("number 30,").doesNotContain("39.32.1.30");
    }
}
