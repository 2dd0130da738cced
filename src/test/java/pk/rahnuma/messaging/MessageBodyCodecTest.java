package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.EngineLimits;

class MessageBodyCodecTest {

    private static final int MAX_BYTES = MessageRepository.BODY_COLUMN.maxPlainBytes();

    /// Three bytes, two and a surrogate of four, and a control character, which JSON writes with six.
    @ParameterizedTest
    @ValueSource(strings = {"\ufdfa", "\u0662", "\ud83d\ude00", "\u0001"})
    void aTextOfTheLongestCharactersFitsWithItsMaskedCopy(String character) {
        String longest = character.repeat(EngineLimits.MAX_REPLY_LENGTH / character.length());
        Reply body = Reply.ofText(longest)
                .withMaskedText("\u2022".repeat(EngineLimits.MAX_REPLY_LENGTH))
                .withButtons(List.of(List.of(new ReplyButton("\ufdfa".repeat(64), "x".repeat(64)))));
        byte[] bytes = MessageBodyCodec.toBytes(body, MAX_BYTES);
        assertThat(bytes.length).isLessThanOrEqualTo(MAX_BYTES);
        Reply read = MessageBodyCodec.fromBytes(bytes);
        assertThat(read.buttons()).isEqualTo(body.buttons());
        assertThat(read.masked()).endsWith("\u2026");
    }

    @Test
    void theMaskedCopyIsCutBeforeTheText() {
        String text = "\ufdfa".repeat(3_500);
        Reply read = MessageBodyCodec.fromBytes(
                MessageBodyCodec.toBytes(Reply.ofText(text).withMaskedText("\u2022".repeat(3_500)), MAX_BYTES));
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.masked()).startsWith("\u2022".repeat(2_000)).endsWith("\u2022\u2026");
    }

    @Test
    void aTextWithoutACopyIsCutBetweenCharacters() {
        Reply read = MessageBodyCodec.fromBytes(
                MessageBodyCodec.toBytes(Reply.ofText("\ud83d\ude00".repeat(10_000)), MAX_BYTES));
        assertThat(read.text()).endsWith("\ud83d\ude00\u2026");
        assertThat(read.masked()).isNull();
    }

    @Test
    void aBodyThatFitsStaysAsItIs() {
        Reply body = Reply.ofText("35202-1234567-1").withMaskedText("35202-•••••••-•");
        assertThat(MessageBodyCodec.fromBytes(MessageBodyCodec.toBytes(body, MAX_BYTES)))
                .isEqualTo(body);
    }
}
