package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.PendingFile;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// Long lists, tables, and choices among the results of a call.
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
                    distinct: true
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
        ConversationSimulator simulator = ScriptedConversation.simulatorOf(
                new DialogEngine(ScriptLibrary.loadChecked(ScriptedConversation.sources(FORM), actions)),
                actions,
                ScriptedConversation.START);
        simulator.setResult("test.items", Map.of("items", List.of(Map.of("code", "a1", "name", "Alif"))));
        stage = new ScriptedConversation(simulator).tapData("!start=form");
    }

    private void table(String... rows) {
        stage.applyInput(new ConversationInput.File(
                new FileReference("t", "a.csv", "text/csv", 10)
                        .withRows(Stream.of(rows).map(List::of).toList()),
                null,
                "t1"));
    }

    private Object kept(String key) {
        return stage.session().answers().get(key).value();
    }

    @Test
    void aChoiceOffersTheItemsOfACallAndCodesOfItsOwn() {
        assertThat(stage.labels()).contains("ITEM Alif", "NEW");
        stage.tapButton("NEW");
        assertThat(kept("whom")).isEqualTo("new");
        assertThat(stage.text()).contains("SITE?");
    }

    @Test
    void valuesAreCountedOverAllItems() {
        stage.tapButton("ITEM Alif").sayText("Lahore", "39.32.1.7 39.32.1.8").tapButton("Done");
        assertThat(stage.text()).contains("CHECK");
        stage.tapButton("Change")
                .sayText("2")
                .tapButton("Add")
                .sayText("Multan", "39.32.1.9")
                .tapButton("Done");
        assertThat(stage.text()).contains("NOTE?");
    }

    @Test
    void twoItemsHaveNoValueInCommon() {
        stage.tapButton("NEW").sayText("Lahore", "39.32.1.7").tapButton("Add").sayText("Multan", "39.32.1.8 39.32.1.7");
        assertThat(stage.text()).contains("TWICE 39.32.1.7", "IPS?");
        stage.sayText("39.32.1.8");
        assertThat(stage.text()).contains("SITES 2");
        stage.sayText("39.32.1.7");
        assertThat(stage.text()).contains("TWICE 39.32.1.7", "SITES 2");
        assertThat(kept("sites/2/ips")).isEqualTo(List.of("39.32.1.8"));
        stage.tapButton("Change: 1. Lahore").sayText("2", "39.32.1.8");
        assertThat(stage.text()).contains("TWICE 39.32.1.8", "IPS?");
        stage.sayText("39.32.1.9");
        assertThat(stage.text()).contains("SITES 2");
    }

    @Test
    void aListThatIsClosedIsOpenedAgainFromTheAnswers() {
        stage.tapButton("NEW").sayText("Lahore", "39.32.1.7").tapButton("Done").tapButton("Change");
        assertThat(stage.text()).contains("1. Whom: NEW", "2. Sites: 1").doesNotContain("Lahore");
        stage.tapButton("2. Sites");
        assertThat(stage.text()).contains("SITES 1", "1. Lahore");
        stage.tapButton("Remove");
        assertThat(stage.text()).contains("SITE?");
    }

    @Test
    void theListOfAnswersIsNeverEmpty() {
        stage.tapButton("NEW").sayText("Lahore", "39.32.1.7").tapButton("Done").tapButton("Change");
        stage.tapButton("2. Sites").tapButton("Change: 1. Lahore");
        assertThat(stage.text()).contains("1. Site: Lahore", "2. Addresses:").doesNotContain("Whom");
        stage.sayText("1");
        assertThat(stage.text()).contains("SITE?");
        stage.sayText("change");
        assertThat(stage.text()).contains("1. Whom: NEW");
        assertThat(stage.labels()).anyMatch(label -> label.startsWith("1. Whom"));
    }

    @Test
    void mistakesOfATableAreReportedByRowBeforeItIsAccepted() {
        stage.tapButton("NEW").sayText("Lahore");
        table("Address", "39.32.1.7", "10.0.0.3");
        assertThat(stage.text()).contains("ROW 3 PRIVATE 10.0.0.3", "39.32.1.7", "IPS?");
        assertThat(stage.session().answers()).doesNotContainKey("sites/1/ips");
        table("39.32.1.7", "39.32.1.9");
        assertThat(kept("sites/1/ips")).isEqualTo(List.of("39.32.1.7", "39.32.1.9"));
    }

    @Test
    void theGoodRowsAreTakenWhenThePersonSaysThatThisIsAll() {
        stage.tapButton("NEW").sayText("Lahore");
        table("39.32.1.7", "10.0.0.3");
        stage.tapButton("Done");
        assertThat(kept("sites/1/ips")).isEqualTo(List.of("39.32.1.7"));
        assertThat(stage.text()).contains("SITES 1");
    }

    @Test
    void aTableIsFetchedAndAPictureIsNot() {
        stage.tapButton("NEW").sayText("Lahore");
        stage.applyInput(
                new ConversationInput.File(new FileReference("p", null, "image/jpeg", 10, true, null), null, "p1"));
        assertThat(stage.text()).contains("NO TABLE");
        stage.applyInput(
                new ConversationInput.File(new FileReference("t", "a.xlsx", null, 10, true, null), null, "t1"));
        assertThat(stage.text()).isEqualTo("FETCHING");
        PendingFile awaited = stage.session().awaited().getFirst();
        String session = stage.session().id();
        stage.applyInput(new ConversationInput.Fetched(session, awaited.handle(), null, "locked"));
        assertThat(stage.text()).contains("NO TABLE");
    }

    @Test
    void aLongListIsShownByThePageAndSummedUpShortly() {
        stage.tapButton("NEW");
        for (int i = 1; i <= 40; i++) {
            stage.sayText("Site of the line with number " + i + ", " + "x".repeat(70), "39.32.1." + i);
            if (i < 40) {
                stage.tapButton("Add");
            }
        }
        assertThat(stage.labels())
                .filteredOn(label -> label.startsWith("Change: "))
                .hasSize(8);
        assertThat(stage.text()).contains("number 1,").doesNotContain("number 9,");
        stage.tapButton("Next ›");
        assertThat(stage.text()).contains("number 9,").doesNotContain("number 1,");
        stage.tapButton("Remove");
        assertThat(stage.text()).contains("SITES 39");
        stage.tapButton("Done").sayText("A note");
        assertThat(stage.text()).contains("number 30,").doesNotContain("39.32.1.30");
    }
}
