using System.Text.RegularExpressions;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Rules;

/// <summary>What the consumers of events have to keep to: Event Grid, queues and functions take nothing else.</summary>
internal static partial class ConsumerRules
{
    private const int MostAttempts = 30;
    private const int MostMinutes = 24 * 60;

    /// <summary>A queue's name has at most 63 letters, and one for messages that were given up ends with <c>-poison</c>.</summary>
    private const int LongestQueue = 56;

    public static IEnumerable<string> Check(EventEntry entry)
    {
        if (entry is { Transport: "process", Consumers.Count: > 0 })
        {
            var names = string.Join(", ", entry.Consumers.Select(consumer => consumer.Name));
            yield return $"consumers '{names}' must be left out: it stays in its process";
        }

        foreach (var error in entry.Consumers.SelectMany(Check))
        {
            yield return error;
        }
    }

    /// <summary>A consumer takes one event, and a queue has one reader.</summary>
    public static IEnumerable<CatalogueError> Unique(CatalogueDocument document) => document.Events
        .SelectMany(entry => entry.Consumers, (entry, consumer) => (entry.Name, Consumer: consumer))
        .SelectMany(
            pair => new[] { pair.Consumer.Handler, pair.Consumer.Queue }.OfType<string>(), (pair, name) => (Entry: pair.Name, Name: name))
        .GroupBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Count() > 1)
        .Select(group => new CatalogueError(
            group.Last().Entry, $"consumer or queue '{group.Key}' must be there once; {group.First().Entry} has it"));

    private static IEnumerable<string> Check(ConsumerEntry consumer)
    {
        if (consumer.Name is null)
        {
            yield return "a consumer must have a handler, a queue or both";
        }

        if (consumer.Handler is { } handler && !HandlerName().IsMatch(handler))
        {
            yield return $"handler '{handler}' must be the name of a class: 3 to 60 letters and digits, a capital first";
        }

        if (consumer.Queue is { } queue && (queue.Length > LongestQueue || !QueueName().IsMatch(queue)))
        {
            yield return $"queue '{queue}' must be lower case words joined by '-', end with {Names.QueueSuffix} "
                + $"and have at most {LongestQueue} letters";
        }

        if (consumer.MaxDeliveryAttempts is < 1 or > MostAttempts)
        {
            yield return $"maxDeliveryAttempts {consumer.MaxDeliveryAttempts} must be 1 to {MostAttempts}";
        }

        if (consumer.TimeToLiveMinutes is < 1 or > MostMinutes)
        {
            yield return $"timeToLiveMinutes {consumer.TimeToLiveMinutes} must be 1 to {MostMinutes}";
        }
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{2,59}$")]
    private static partial Regex HandlerName();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*-jobs$")]
    private static partial Regex QueueName();
}
