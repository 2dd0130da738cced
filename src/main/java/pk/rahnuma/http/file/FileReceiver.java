package pk.rahnuma.http.file;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.IdempotencyKeys;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.http.limit.StorageLimits;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Receives, checks and stores the file of a request, within the limits of its chat and network.
@Singleton
public final class FileReceiver {

    private final RequestOrigin origin;
    private final ApiRateLimiter pace;
    private final UploadReader uploads;
    private final StorageLimits storage;
    private final DocumentService documents;
    private final IdempotentRequests requests;
    private final Clock clock;

    FileReceiver(
            RequestOrigin origin,
            ApiRateLimiter pace,
            UploadReader uploads,
            StorageLimits storage,
            DocumentService documents,
            IdempotentRequests requests,
            Clock clock) {
        this.origin = origin;
        this.pace = pace;
        this.uploads = uploads;
        this.storage = storage;
        this.documents = documents;
        this.requests = requests;
        this.clock = clock;
    }

    /// Stores a file completely, or not at all. With an `Idempotency-Key`, a repeat gets the file of the first request.
    ///
    /// @param name of the file; null for the one that a form gives it
    /// @param body the file alone, or a form with one file; the caller closes it
    /// @throws pk.rahnuma.http.ApiException when the file is not accepted, or a limit is reached
    public Document receiveFile(HttpRequest<?> request, Chat chat, @Nullable String name, InputStream body) {
        String address = origin.clientAddress(request);
        storage.checkFiles();
        pace.checkUpload(chat.address(), address);
        UploadReader.UploadBody upload =
                new UploadReader.UploadBody(body, request.getContentLength(), UploadedForm.findType(request));
        return uploads.receiveFile(upload, chat.address(), address, file -> {
            pace.checkUploadBytes(chat.address(), address, file.content().length);
            String given = name == null ? file.name() : name;
            Document document = saveFile(chat, given, file.content());
            return IdempotencyKeys.findKey(request).isEmpty()
                    ? document
                    : keepFirst(request, chat, given, file.content(), document);
        });
    }

    /// Keeps the file of the first request with this key, and deletes that of a repeat. The file is inspected and
    /// stored before, outside of the transaction: a file that is refused uses no key up.
    private Document keepFirst(HttpRequest<?> request, Chat chat, String name, byte[] content, Document document) {
        try {
            long first = Long.parseLong(requests.executeOnce(
                    chat, request, describe(name, content), String.class, () -> Long.toString(document.id())));
            if (first == document.id()) {
                return document;
            }
            Optional<Document> kept = documents.findById(chat.conversation(), first);
            kept.ifPresent(same -> documents.deleteDocument(chat.conversation(), document.id()));
            return kept.orElse(document);
        } catch (ApiException refused) {
            documents.deleteDocument(chat.conversation(), document.id());
            throw refused;
        }
    }

    private static byte[] describe(String name, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content);
            return digest.digest(("\n" + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Document saveFile(Chat chat, String name, byte[] content) {
        try {
            return documents.saveDocument(
                    SubjectEncryptionService.newId(), chat.conversation(), name, content, clock.instant());
        } catch (FileRejectedException unfit) {
            throw UploadReader.toException(unfit.rejectionReason());
        }
    }
}
