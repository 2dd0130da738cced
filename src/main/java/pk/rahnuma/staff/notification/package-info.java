/// Notifications of members of staff about their cases. They hold numbers of cases and no personal data: names are read
/// when they are shown.
package pk.rahnuma.staff.notification;
