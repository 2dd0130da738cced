package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.InvalidScriptsException;

/// A review that shows the answers in sections, numbered and in full.
class ReviewSectionsTest {

    private static final String FORM = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: mobile
                type: phone
              - ask: town
                type: choice
                options: [lahore, karachi]
              - ask: identity
                type: cnic
              - repeat: places
                least: 1
                most: 3
                title: place_name
                steps:
                  - ask: place_name
                    type: text
              - ask: taxed
                type: yes-no
                later: true
              - review: check
                sections:
                  person: [identity, mobile, taxed]
                  line: [town]
                  places: [places]
              - end: abroad
            """;

    private final ScriptedConversation stage = new ScriptedConversation(ScriptedConversation.library(FORM));

    private ScriptedConversation toCheck() {
        return stage.tapData("!start=form")
                .sayText("0300 1234567")
                .tapButton("Lahore")
                .sayText("35202-1234567-1", "Office")
                .tapButton("Done");
    }

    @Test
    void answersAreNumberedInTheOrderOfTheSectionsAndShownInFull() {
        toCheck();
        assertThat(stage.text()).isEqualTo("""
                CHECK

                ▪ Person
                1. Identity: 35202-1234567-1
                2. Mobile: +92 300 1234567

                ▪ Line
                3. Town: Lahore

                ▪ Places
                4. Places: 1

                1. Office""");
        assertThat(stage.labels()).contains("Send it", "Change", "Add details", "✎ 1", "✎ 4");
    }

    @Test
    void theButtonThatSendsIsThePrimaryOneAndAloneInTheFirstRow() {
        toCheck();
        List<List<ReplyButton>> rows = stage.buttonRows();
        assertThat(rows.getFirst()).extracting(ReplyButton::label).containsExactly("Send it");
        assertThat(rows.stream().flatMap(List::stream).filter(button -> button.primary() != null))
                .isEqualTo(rows.getFirst());
    }

    @Test
    void staffWhoReadAlongGetTheSensitiveValuesMasked() {
        toCheck();
        assertThat(stage.lastReplies.getLast().masked())
                .contains("35202-•••••••-1", "+92 300 •••••67", "Town: Lahore")
                .doesNotContain("1234567");
    }

    @Test
    void anAnswerGivenLaterComesIntoItsSection() {
        toCheck().tapButton("Add details").tapButton("Yes").tapButton("WHOLE");
        assertThat(stage.text()).contains("2. Mobile: +92 300 1234567\n3. Taxed: Yes\n\n▪ Line\n4. Town");
    }

    @Test
    void aNumberByTapOrByTextOpensItsAnswerAndLeadsBack() {
        toCheck().tapButton("✎ 3");
        assertThat(stage.text()).startsWith("Town: Lahore");
        stage.tapButton("Karachi");
        assertThat(stage.text()).contains("TAKEN Town: Karachi", "REST UNCHANGED");
        stage.sayText("2");
        assertThat(stage.text()).startsWith("Mobile: ");
        stage.sayText("0345 7654321");
        assertThat(stage.text()).contains("Mobile: +92 345 7654321");
        stage.tapButton("WHOLE").tapButton("✎ 4");
        assertThat(stage.text()).startsWith("PLACES 1");
        stage.tapButton("Done").sayText("9");
        assertThat(stage.text()).contains("CHANGE WHICH");
    }

    @Test
    void onlyWhatHasChangedIsShownAgain() {
        toCheck().tapButton("✎ 1").sayText("35202-7654321-1");
        assertThat(stage.text()).isEqualTo("TAKEN Identity: 35202-7654321-1\n\nREST UNCHANGED");
        assertThat(stage.lastReplies.getLast().masked()).doesNotContain("7654321");
        assertThat(stage.buttonRows().getFirst()).extracting(ReplyButton::label).containsExactly("Send it");
        assertThat(stage.labels()).contains("WHOLE", "Change").doesNotContain("✎ 1");
    }

    @Test
    void anItemThatHasChangedIsShownUnderItsHeading() {
        toCheck().tapButton("✎ 4").tapButton("Add").sayText("Home").tapButton("Done");
        assertThat(stage.text()).isEqualTo("2. Home\nTAKEN Place: Home\nTAKEN Places: 2\n\nREST UNCHANGED");
    }

    @Test
    void theWholeIsShownAgainWithItsCommands() {
        toCheck().sayText("hm hm").tapButton("More");
        assertThat(stage.text()).contains("CHECK", "1. Identity");
    }

    @Test
    void anAnswerThatIsChangedIsShownInFullToItsOwnerAndMaskedToStaff() {
        toCheck().tapButton("✎ 1");
        assertThat(stage.text()).startsWith("Identity: 35202-1234567-1");
        assertThat(stage.lastReplies.getLast().masked())
                .startsWith("Identity: 35202-•••••••-1")
                .doesNotContain("1234567");
    }

    @Test
    void aNumberAtASummaryWithoutSectionsIsNoAnswerOfIt() {
        ScriptedConversation plain = new ScriptedConversation();
        plain.tapData("!start=form").sayText("Ali").tapButton("One").sayText("35202-1234567-1");
        plain.tapButton("Skip").sayText("Lahore", "39.32.10.1").tapButton("Done");
        assertThat(plain.text()).contains("CHECK", "• Name: Ali");
        plain.sayText("1");
        assertThat(plain.text()).contains("UNCHANGED").doesNotContain("NAME?");
    }

    @Test
    void aDoubtfulNumberIsRepeatedInFullToItsOwner() {
        stage.tapData("!start=form").sayText("0300 1234567").tapButton("Lahore").sayText("82202-1234567-8");
        assertThat(stage.text()).contains("82202-1234567-8");
        assertThat(stage.lastReplies.getLast().masked()).contains("82202-•••••••-8");
    }

    @Test
    void asManyAddressesAsFitIntoOneTextAreReadWhereATextIsAsked() {
        stage.tapData("!start=form").sayText("0300 1234567").tapButton("Lahore").sayText("35202-1234567-1");
        assertThat(stage.text()).contains("PLACE?");
        stage.sayText("1.1.1.1 ".repeat(500));
        assertThat(stage.text()).contains("PLACE?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            line: [town]   | line: [town, county] | `county` is no answer that this review shows
            line: [town]   | line: [town, mobile] | `mobile` is no answer that this review shows, or is in a section above
            line: [town]   | line: []             | `sections:` lacks [town]
            line: [town]   | street: [town]       | the text `form.check.sections.street` is missing
            """)
    void aMistakeInTheSectionsIsReported(String right, String wrong, String said) {
        assertThatThrownBy(() -> ScriptedConversation.library(FORM.replace(right, wrong)))
                .isInstanceOf(InvalidScriptsException.class)
                .hasMessageContaining(said);
    }
}
