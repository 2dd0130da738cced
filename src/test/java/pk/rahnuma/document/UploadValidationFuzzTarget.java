package pk.rahnuma.document;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.messaging.FileRejectedException;

/// Any bytes as an upload: accepted as one of the types, or refused with one of the faults.
class UploadValidationFuzzTarget {

    static Stream<byte[]> seeds() {
        return Stream.of(
                SampleFiles.jpeg(),
                SampleFiles.png(),
                SampleFiles.pdf(),
                SampleFiles.lockedPdf(),
                SampleFiles.ascii("39.32.1.8;Lahore\n"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void judgesAnyBytes(byte[] file) {
        try {
            FileTypeDetector.detectType(file);
        } catch (FileRejectedException refused) {
            refused.rejectionReason().textCode();
        }
    }
}
