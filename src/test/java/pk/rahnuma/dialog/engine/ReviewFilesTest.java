package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;

/// Files among the answers of a review, of which the channels show small pictures.
class ReviewFilesTest {

    private static final String FORM = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: note
                type: text
              - ask: front
                type: file
              - ask: back
                type: file
                optional: true
              - review: check
                sections:
                  line: [note]
                  person: [back, front]
              - end: filed
            """;

    private static final Reply.AnsweredFile FRONT = new Reply.AnsweredFile("101", "Front", 3);
    private static final Reply.AnsweredFile BACK = new Reply.AnsweredFile("102", "Back", 2);

    private ScriptedConversation stage = begin(FORM);

    private static ScriptedConversation begin(String form) {
        return new ScriptedConversation(ScriptedConversation.library(form)).tapData("!start=form");
    }

    private static ConversationInput file(String id) {
        return new ConversationInput.File(new FileReference(id, "a.jpg", "image/jpeg", 100), null, "f" + id);
    }

    private static ConversationInput text(String text) {
        return new ConversationInput.Text(text, "t" + text, false);
    }

    private ScriptedConversation toCheck() {
        return stage.sayText("none").applyInput(file("101")).applyInput(file("102"));
    }

    private List<Reply.AnsweredFile> files() {
        return stage.lastReplies.stream()
                .flatMap(reply -> reply.answeredFiles().stream())
                .toList();
    }

    @Test
    void theyHaveTheNumbersOfTheirAnswersInTheSummary() {
        toCheck();
        assertThat(stage.text()).contains("1. Note: none", "2. Back: 📎", "3. Front: 📎");
        assertThat(files()).containsExactly(FRONT, BACK);
    }

    @Test
    void theyAreCountedWhereTheSummaryHasNoNumbers() {
        stage = begin(FORM.replaceAll("(?s)    sections:.*(?=  - end)", ""));
        toCheck();
        assertThat(stage.text()).contains("• Front: 📎");
        assertThat(files()).extracting(Reply.AnsweredFile::number).containsExactly(1, 2);
    }

    @Test
    void noQuestionOrSkippedAnswerBringsOne() {
        stage.sayText("none").applyInput(file("101"));
        assertThat(files()).isEmpty();
        stage.tapButton("Skip");
        assertThat(files()).extracting(Reply.AnsweredFile::id).containsExactly("101");
    }

    @Test
    void eachIsShownOnce() {
        toCheck().sayText("hm hm");
        assertThat(stage.text()).contains("UNCHANGED").doesNotContain("CHECK");
        assertThat(files()).isEmpty();
        stage.tapButton("WHOLE");
        assertThat(stage.text()).contains("CHECK");
        stage.tapButton("✎ 1").sayText("other");
        assertThat(files()).isEmpty();
        stage.tapButton("Change");
        assertThat(files()).as("the list of answers").isEmpty();
        stage.tapButton("Continue");
        assertThat(files()).isEmpty();
    }

    @Test
    void aChangedOneIsShown() {
        toCheck().tapButton("✎ 3").applyInput(file("103"));
        assertThat(files()).extracting(Reply.AnsweredFile::id).containsExactly("103");
    }

    @Test
    void mergedRepliesBringThemOnceWithTheSummary() {
        stage.sayText("none").applyInput(file("101"));
        stage.lastReplies = stage.simulator.applyQueued(List.of(file("102"), text("hm hm"), text("are you there")));
        assertThat(stage.lastReplies)
                .singleElement()
                .satisfies(reply -> assertThat(reply.text()).containsOnlyOnce("CHECK"));
        assertThat(files()).containsExactly(FRONT, BACK);
    }

    @Test
    void aSummaryThatWasLeftTakesThemWithIt() {
        stage.sayText("none").applyInput(file("101"));
        stage.lastReplies = stage.simulator.applyQueued(List.of(file("102"), text("1")));
        assertThat(stage.text()).startsWith("Note: none");
        assertThat(files()).isEmpty();
        stage.sayText("other");
        assertThat(stage.text()).as("nobody saw it").contains("CHECK");
        assertThat(files()).containsExactly(FRONT, BACK);
    }

    @Test
    void noMoreThanTwelveAreShown() {
        stage = begin("""
                script: form
                menu: 1
                keeps: true
                steps:
                  - repeat: places
                    least: 1
                    title: place_name
                    steps:
                      - ask: place_name
                        type: text
                      - ask: front
                        type: file
                  - review: check
                  - end: filed
                """);
        for (int i = 1; i <= 14; i++) {
            stage.sayText("Office").applyInput(file("10" + i)).tapButton(i < 14 ? "Add" : "Done");
        }
        assertThat(files()).hasSize(12);
    }
}
