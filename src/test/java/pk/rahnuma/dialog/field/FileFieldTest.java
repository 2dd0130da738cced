package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.dialog.field.FieldContexts.PLAIN;
import static pk.rahnuma.dialog.field.FieldContexts.accepted;
import static pk.rahnuma.dialog.field.FieldContexts.problem;
import static pk.rahnuma.dialog.field.FieldContexts.refused;

import org.junit.jupiter.api.Test;

class FileFieldTest {
    private static final long MEGABYTE = 1024 * 1024;
    private final FileField file = new FileField();

    @Test
    void aPhotoOrPdfIsKeptByItsHandle() {
        assertThat(file.parseAnswer(new FileReference("f1", null, "image/jpeg", 100), PLAIN))
                .isEqualTo(accepted("f1"));
        assertThat(file.parseAnswer(new FileReference("f2", "Letter.PDF", "application/octet-stream", 0), PLAIN))
                .isEqualTo(accepted("f2"));
        assertThat(file.parseAnswer(new FileReference("f3", null, null, 0), PLAIN))
                .isEqualTo(accepted("f3"));
    }

    @Test
    void otherKindsOfFileAreRefused() {
        assertThat(file.parseAnswer(new FileReference("f1", "letter.docx", null, 100), PLAIN))
                .isEqualTo(refused(problem("type")));
        assertThat(file.parseAnswer(new FileReference("f1", "a.jpg", "image/heic", 100), PLAIN))
                .isEqualTo(refused(problem("type")));
    }

    @Test
    void theLimitIsShownInMegabytes() {
        assertThat(file.parseAnswer(new FileReference("f1", "a.jpg", "image/jpeg", 5 * MEGABYTE), PLAIN))
                .isEqualTo(accepted("f1"));
        assertThat(file.parseAnswer(new FileReference("f1", "a.jpg", "image/jpeg", 5 * MEGABYTE + 1), PLAIN))
                .isEqualTo(refused(problem("too_big", "most", 5L)));
    }

    @Test
    void textIsNoFileAndAFileNoText() {
        assertThat(file.parseAnswer("here it is", PLAIN)).isEqualTo(refused(problem("not_a_file")));
        assertThat(new CnicField().parseAnswer(new FileReference("f1", null, null, 0), PLAIN))
                .isEqualTo(refused(problem("file_not_expected")));
    }
}
