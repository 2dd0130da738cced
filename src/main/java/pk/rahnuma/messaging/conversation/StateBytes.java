package pk.rahnuma.messaging.conversation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;

/// The state of a conversation as bytes: JSON, which is compressed when it is large. Forms with a thousand lines are
/// alike in each line, and several of them fit into the column then.
final class StateBytes {

    /// Bytes from which on the JSON is compressed. Almost all states are smaller.
    private static final int MIN_COMPRESSED_LENGTH = 32_768;

    /// Maximum bytes of the JSON.
    private static final int MAX_LENGTH = 32_000_000;

    private StateBytes() {}

    /// @throws IllegalArgumentException when the state is larger than it may be
    static byte[] toBytes(ConversationState state) {
        byte[] json = DialogJson.toBytes(state);
        if (json.length > MAX_LENGTH) {
            throw new IllegalArgumentException("the state has " + json.length + " bytes");
        }
        return json.length < MIN_COMPRESSED_LENGTH ? json : compress(json);
    }

    private static byte[] compress(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 8);
        try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
            compressed.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when they are not those of a state
    static ConversationState fromBytes(byte[] bytes) {
        return DialogJson.fromBytes(bytes[0] == '{' ? bytes : decompress(bytes), ConversationState.class);
    }

    private static byte[] decompress(byte[] bytes) {
        try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return json.readNBytes(MAX_LENGTH);
        } catch (IOException e) {
            throw new IllegalArgumentException("is no state", e);
        }
    }
}
