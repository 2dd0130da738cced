package pk.rahnuma.person;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.vault.PersonalDataHandler;

/// Exports everything that is stored about a person, as text and as JSON. The export is written when it is handed over,
/// and stored nowhere.
@Singleton
public final class DataExportService {

    /// A mapper of its own: the one that serves HTTP leaves out empty values.
    private static final JsonMapper JSON_MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final Collection<PersonalDataHandler> dataHandlers;
    private final DataExportText text;
    private final AuditLog audit;

    DataExportService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            Collection<PersonalDataHandler> dataHandlers,
            DataExportText text,
            AuditLog audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.dataHandlers = dataHandlers;
        this.text = text;
        this.audit = audit;
    }

    /// Format of an export.
    public enum ExportFormat {
        /// For people, in the person's language.
        TEXT("txt", "text/plain;charset=utf-8"),
        /// For programs.
        JSON("json", "application/json");

        private final String ending;
        private final String type;

        ExportFormat(String ending, String type) {
            this.ending = ending;
            this.type = type;
        }

        public String fileName() {
            return "my-data." + ending;
        }

        /// Media type.
        public String mediaType() {
            return type;
        }
    }

    /// An export that can be written any number of times, with the same result as long as no data is deleted.
    public interface PreparedExport {

        /// Writes the export in UTF-8, with a page of messages in memory at a time and without a lock. It fails when
        /// data is deleted in the meantime; the partial output is then no valid copy.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Reads the short parts and records the export in the audit log. Long parts are read while the export is written.
    ///
    /// @throws NoSuchElementException when there is no such person
    public PreparedExport prepareExport(long person, ExportFormat form, Instant now) {
        return transactions.executeWrite(status -> {
            String language = persons.lockPerson(person);
            Map<String, Object> exported = new LinkedHashMap<>();
            exported.put("made", now);
            dataHandlers.stream()
                    .sorted(Comparator.comparing(PersonalDataHandler::lockOrder))
                    .forEach(handler -> exported.putAll(handler.exportData(person)));
            audit.appendEntries(List.of(new AuditEntry(
                    person,
                    "applicant",
                    "data.copied",
                    Long.toString(person),
                    form.name().toLowerCase(Locale.ROOT),
                    now)));
            return switch (form) {
                case TEXT -> out -> writeText(language, exported, out);
                case JSON -> out -> JSON_MAPPER.writeValue(out, exported);
            };
        });
    }

    private void writeText(String language, Map<String, Object> exported, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            text.writeExport(language, exported, writer);
        }
    }
}
