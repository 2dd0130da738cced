package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;

class MemberNoticeTextsTest {

    private final MemberNoticeTexts texts = new MemberNoticeTexts(
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll()));

    @ParameterizedTest
    @CsvSource({"en, Let in, Refuse", "ur, شامل کر لیجیے, انکار کیجیے", "ur-Latn, Shamil kar lijiye, Inkar kijiye"})
    void aRequestForAdmissionNamesThePersonAndHasTheButtonsThatDecide(String language, String letIn, String refuse) {
        Reply notice = texts.formatNotice(
                language,
                "member_asked",
                "Alif",
                "owner",
                new MemberNoticeTexts.AdmissionRequest("0123456789abcdef", "Bilal Ahmed", "representative"));
        assertThat(notice.text()).contains("Bilal Ahmed", "Alif");
        assertThat(notice.buttons().getFirst())
                .extracting(ReplyButton::label, ReplyButton::data)
                .containsExactly(
                        tuple(letIn, "!link=admit-approve-0123456789abcdef"),
                        tuple(refuse, "!link=admit-decline-0123456789abcdef"));
        assertThat(notice.buttons().stream().flatMap(List::stream))
                .extracting(ReplyButton::data)
                .contains("!start=my-organisations");
    }
}
