package pk.rahnuma.api.file;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Clock;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.limit.StorageLimits;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Receives, checks and stores the file of a request, within the limits of its chat and network.
@Singleton
public final class FileReceiver {

    private final RequestOrigin origin;
    private final ApiRateLimiter pace;
    private final UploadReader uploads;
    private final StorageLimits storage;
    private final DocumentService documents;
    private final Clock clock;

    FileReceiver(
            RequestOrigin origin,
            ApiRateLimiter pace,
            UploadReader uploads,
            StorageLimits storage,
            DocumentService documents,
            Clock clock) {
        this.origin = origin;
        this.pace = pace;
        this.uploads = uploads;
        this.storage = storage;
        this.documents = documents;
        this.clock = clock;
    }

    /// Stores a file completely, or not at all.
    ///
    /// @param name of the file; null for the one that a form gives it
    /// @param body the file alone, or a form with one file; the caller closes it
    /// @throws pk.rahnuma.api.problem.ApiException when the file is not accepted, or a limit is reached
    public Document receiveFile(HttpRequest<?> request, Chat chat, @Nullable String name, InputStream body) {
        String address = origin.clientAddress(request);
        storage.checkFiles();
        pace.checkUpload(chat.address(), address);
        UploadReader.UploadBody upload =
                new UploadReader.UploadBody(body, request.getContentLength(), UploadedForm.findType(request));
        return uploads.receiveFile(upload, chat.address(), address, file -> {
            pace.checkUploadBytes(chat.address(), address, file.content().length);
            return saveFile(chat, name == null ? file.name() : name, file.content());
        });
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
