package pk.rahnuma.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Fault behind four comparisons, which random bytes would reach once in four billion tries, and a fuzzer with branch
/// coverage within seconds. Not a real target: [FuzzTargetsTest] proves by it that the fuzzer works.
class PlantedFaultFuzzTarget {

    static final class PlantedFaultException extends RuntimeException {}

    @FuzzTest
    void failsForOneWord(byte[] bytes) {
        if (bytes.length > 3 && bytes[0] == 'p' && bytes[1] == 'l' && bytes[2] == 'a' && bytes[3] == 'n') {
            throw new PlantedFaultException();
        }
    }
}
