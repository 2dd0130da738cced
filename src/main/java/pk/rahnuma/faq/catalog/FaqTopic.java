package pk.rahnuma.faq.catalog;

import java.time.LocalDate;
import java.util.List;

/// Something that people ask.
///
/// @param name as in files and buttons: small letters, digits and `_`
/// @param group in the menu, and the file that its words stand in
/// @param asOf the day on which the answer was compared with its source
/// @param reviewBy the day by which that has to be done again
/// @param leadsTo the script that goes on from here, or null
/// @param see topics that are asked next
public record FaqTopic(
        String name, String group, LocalDate asOf, LocalDate reviewBy, String leadsTo, List<String> see) {}
