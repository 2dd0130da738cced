package pk.rahnuma.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import pk.rahnuma.dialog.Reply;

/// [Reply] as JSON in bytes. What a newer node wrote can be read.
final class Bodies {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    Bodies() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        writer = mapper.writerFor(Reply.class);
        reader = mapper.readerFor(Reply.class);
    }

    byte[] write(Reply reply) {
        try {
            return writer.writeValueAsBytes(reply);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply read(byte[] json) {
        try {
            Reply reply = reader.readValue(json);
            return reply.buttons() == null ? new Reply(reply.text(), List.of(), reply.asks(), reply.manner()) : reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
