package pk.rahnuma.documents;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.Keeper;

/// A person's files: told by name, and deleted with the person.
@Singleton
final class DocumentKeeper implements Keeper {

    private final Documents documents;

    DocumentKeeper(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Place place() {
        return Place.OUTBOX;
    }

    @Override
    public Map<String, Object> tell(long person) {
        List<Map<String, Object>> files =
                documents.of(person).stream().map(DocumentKeeper::told).toList();
        return files.isEmpty() ? Map.of() : Map.of("files", files);
    }

    private static Map<String, Object> told(Document document) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", document.name());
        told.put("type", document.kind().mediaType());
        told.put("bytes", document.size());
        told.put("received", document.received());
        return told;
    }

    @Override
    public void erase(long person, Instant now) {
        documents.deleteAll(person);
    }
}
