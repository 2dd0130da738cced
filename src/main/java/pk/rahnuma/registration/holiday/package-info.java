/// Holidays that staff maintain, on which the clocks of targets stop.
package pk.rahnuma.registration.holiday;
