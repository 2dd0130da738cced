package pk.rahnuma.http.file;

import io.micronaut.core.type.Argument;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import pk.rahnuma.desk.LineTableService;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.registration.record.LineFilter;

/// Sends lines as a file: those that a person may see.
@Singleton
public final class LineDownloadService {

    private static final String NAME = "lines";

    private final DownloadService downloads;
    private final PersonLineService lines;
    private final LineTableService tables;
    private final JsonMapper json;
    private final InstantSource clock;

    LineDownloadService(
            DownloadService downloads,
            PersonLineService lines,
            LineTableService tables,
            JsonMapper json,
            InstantSource clock) {
        this.downloads = downloads;
        this.lines = lines;
        this.tables = tables;
        this.json = json;
        this.clock = clock;
    }

    /// Sends a table.
    ///
    /// @param language of its words
    public MutableHttpResponse<StreamedFile> sendTable(
            Chat chat, LineFilter filter, TableFormat format, String language) {
        return sendFile(chat, filter, format.mediaType(), format.fileName(NAME), (found, out) -> {
            try (TableWriter table = format.openWriter(out)) {
                table.writeRow(tables.heading(language));
                for (Iterator<PersonLineService.LineView> each = found.iterator(); each.hasNext(); ) {
                    table.writeRow(tables.toRow(each.next(), language));
                }
            }
        });
    }

    /// Sends an object of JSON with the lines as its array `lines`.
    public <T> MutableHttpResponse<StreamedFile> sendJson(
            Chat chat, LineFilter filter, Class<T> type, Function<PersonLineService.LineView, T> toBody) {
        return sendFile(chat, filter, MediaType.APPLICATION_JSON, NAME + ".json", (found, out) -> {
            out.write("{\"lines\":[".getBytes(StandardCharsets.UTF_8));
            for (Iterator<PersonLineService.LineView> each = found.iterator(); each.hasNext(); ) {
                out.write(json.writeValueAsBytes(Argument.of(type), toBody.apply(each.next())));
                if (each.hasNext()) {
                    out.write(',');
                }
            }
            out.write("]}".getBytes(StandardCharsets.UTF_8));
        });
    }

    @FunctionalInterface
    private interface LineWriter {
        void writeLines(Stream<PersonLineService.LineView> found, OutputStream out) throws IOException;
    }

    private MutableHttpResponse<StreamedFile> sendFile(
            Chat chat, LineFilter filter, String mediaType, String fileName, LineWriter writer) {
        return downloads.sendFile(
                chat.conversation(),
                mediaType,
                fileName,
                () -> out -> writer.writeLines(lines.streamLines(chat.conversation(), filter, clock.instant()), out));
    }
}
