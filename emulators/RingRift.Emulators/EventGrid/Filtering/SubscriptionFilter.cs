using System.Text.Json;
using RingRift.Emulators.EventGrid.Publishing;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>Decides whether a subscription wants an event.</summary>
internal static class SubscriptionFilter
{
    public static bool Matches(EventSubscription subscription, CloudEventDocument document) =>
        MatchesType(subscription, document.Type)
        && MatchesSubject(subscription, document.Subject ?? string.Empty)
        && subscription.AdvancedFilters.All(filter => Matches(filter, document, subscription.EnableAdvancedFilteringOnArrays));

    private static bool MatchesType(EventSubscription subscription, string type) =>
        subscription.IncludedEventTypes.Count == 0
        || subscription.IncludedEventTypes.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static bool MatchesSubject(EventSubscription subscription, string subject)
    {
        var comparison = subscription.IsSubjectCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return subject.StartsWith(subscription.SubjectBeginsWith, comparison)
            && subject.EndsWith(subscription.SubjectEndsWith, comparison);
    }

    private static bool Matches(AdvancedFilter filter, CloudEventDocument document, bool arrays)
    {
        if (document.Find(filter.Key) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return filter.MatchesMissing;
        }
        if (value.ValueKind != JsonValueKind.Array || filter is NullFilter)
        {
            return filter.Matches(value);
        }
        return arrays && (filter.IsNegated ? value.EnumerateArray().All(filter.Matches) : value.EnumerateArray().Any(filter.Matches));
    }
}
