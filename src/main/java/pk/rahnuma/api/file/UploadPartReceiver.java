package pk.rahnuma.api.file;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.document.upload.FileUpload;
import pk.rahnuma.document.upload.FileUploadService;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.messaging.file.FileRejectionReason;

/// Receives a part of a file and stores it piece by piece, so that an interruption loses at most what is on the way.
@Singleton
final class UploadPartReceiver {

    private final UploadReader reader;
    private final ApiRateLimiter pace;
    private final FileUploadService uploads;
    private final Clock clock;

    UploadPartReceiver(UploadReader reader, ApiRateLimiter pace, FileUploadService uploads, Clock clock) {
        this.reader = reader;
        this.pace = pace;
        this.uploads = uploads;
        this.clock = clock;
    }

    /// Receives a part.
    ///
    /// @return number of bytes of the file that are stored now
    /// @throws ApiException when the part is too long, or the whole file is refused
    int receivePart(FileUpload upload, InputStream body, String chat, String address) {
        return reader.receivePart(
                chat, address, FileUploadService.PART_BYTES, () -> receive(upload, body, chat, address));
    }

    private int receive(FileUpload begun, InputStream body, String chat, String address) {
        FileUpload upload = begun;
        byte[] piece = new byte[FileUploadService.PART_BYTES];
        while (true) {
            int wanted = Math.min(piece.length, upload.size() - upload.received());
            int count = readPiece(body, piece, wanted);
            if (count > 0) {
                pace.checkUploadBytes(chat, address, count);
            }
            byte[] content = Arrays.copyOf(piece, count);
            if (upload.received() + count == upload.size()) {
                return complete(upload, body, content, address);
            }
            if (count > 0 && upload.parts() >= FileUploadService.MAX_PARTS) {
                throw ApiException.ofKind(
                        ProblemDetail.Kind.INVALID, "The file came in too many parts: begin another upload.");
            }
            if (count > 0) {
                upload = uploads.appendPart(upload, content).orElseThrow(TusHeaders::wrongOffset);
            }
            if (count < wanted) {
                return upload.received();
            }
        }
    }

    /// Reads until the piece is full or the body ends, also by an interruption.
    private static int readPiece(InputStream body, byte[] piece, int wanted) {
        int count = 0;
        try {
            while (count < wanted) {
                int more = body.read(piece, count, wanted - count);
                if (more < 0) {
                    break;
                }
                count += more;
            }
        } catch (IOException e) {
            // The connection is lost: what has arrived is stored, and the client goes on after it.
        }
        return count;
    }

    private int complete(FileUpload upload, InputStream body, byte[] last, String address) {
        try {
            if (body.read() >= 0) {
                throw UploadReader.toException(FileRejectionReason.TOO_BIG);
            }
        } catch (IOException e) {
            throw ApiException.ofKind(ProblemDetail.Kind.BAD_REQUEST, "The part did not come whole.");
        }
        return reader.inspectFile(address, upload.size(), () -> {
            try {
                return uploads.completeUpload(upload, last, clock.instant()).size();
            } catch (FileRejectedException e) {
                throw UploadReader.toException(e.rejectionReason());
            }
        });
    }
}
