namespace RingRift.Emulators.EventGrid.Subscriptions;

/// <summary>The service's limits on names and policies.</summary>
internal static class EventGridEmulatorOptionsValidator
{
    private const string StorageNameRule = "3 to 63 lower-case letters, digits and single inner hyphens";

    public static void Validate(EventGridEmulatorOptions options)
    {
        Require(options.Port is >= 0 and <= 65535, $"Port {options.Port} is not within 0 to 65535.");
        Require(options.Key.Length > 0, "Key is empty; publishers must send one.");
        Require(options.RetryTimeScale is >= 0 and <= 1000, $"RetryTimeScale {options.RetryTimeScale} is not within 0 to 1000.");
        Require(options.RetryJitter is >= 0 and <= 1, $"RetryJitter {options.RetryJitter} is not within 0 to 1.");
        Require(options.MaxParallelDeliveries >= 1, $"MaxParallelDeliveries {options.MaxParallelDeliveries} is less than 1.");
        Require(options.AnswerTimeout > TimeSpan.Zero, $"AnswerTimeout {options.AnswerTimeout} is not positive.");
        Require(options.HandshakeInterval > TimeSpan.Zero, $"HandshakeInterval {options.HandshakeInterval} is not positive.");
        Require(options.Chaos.DuplicateRate is >= 0 and <= 1, $"DuplicateRate {options.Chaos.DuplicateRate} is not within 0 to 1.");
        Require(options.Chaos.ShuffleWindow >= TimeSpan.Zero, $"ShuffleWindow {options.Chaos.ShuffleWindow} is negative.");
        foreach (var topic in options.Topics)
        {
            Require(IsName(topic), $"Topic '{topic}' is not 3 to 64 letters, digits and hyphens.");
        }
        RequireUnique(options.Topics, "topic");
        RequireUnique(options.Subscriptions.Select(subscription => subscription.Name), "subscription");
        foreach (var subscription in options.Subscriptions)
        {
            Validate(subscription, options.Topics);
        }
    }

    private static void Validate(EventSubscription subscription, IReadOnlyList<string> topics)
    {
        var name = $"Subscription '{subscription.Name}'";
        Require(IsName(subscription.Name), $"{name} is not named by 3 to 64 letters, digits and hyphens.");
        Require(
            topics.Contains(subscription.Topic, StringComparer.OrdinalIgnoreCase),
            $"{name} is for the unknown topic '{subscription.Topic}'.");
        var retry = subscription.RetryPolicy;
        Require(
            retry.MaxDeliveryAttempts is >= 1 and <= RetryPolicy.MostAttempts,
            $"{name}: MaxDeliveryAttempts {retry.MaxDeliveryAttempts} is not within 1 to {RetryPolicy.MostAttempts}.");
        Require(
            retry.TimeToLive >= TimeSpan.FromMinutes(1) && retry.TimeToLive <= RetryPolicy.LongestTimeToLive,
            $"{name}: EventTimeToLive {retry.TimeToLive} is not within one minute to one day.");
        if (subscription.Destination is WebHookDestination { Endpoint: var endpoint })
        {
            Require(
                endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https",
                $"{name}: '{endpoint}' is not an absolute http address.");
        }
        if (subscription.Destination is StorageQueueDestination { QueueName: var queue })
        {
            Require(IsStorageName(queue), $"{name}: the queue name '{queue}' is not {StorageNameRule}.");
        }
        if (subscription.DeadLetter is { ContainerName: var container })
        {
            Require(IsStorageName(container), $"{name}: the container name '{container}' is not {StorageNameRule}.");
        }
    }

    private static bool IsName(string name) =>
        name.Length is >= 3 and <= 64 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool IsStorageName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && !name.StartsWith('-') && !name.EndsWith('-') && !name.Contains("--", StringComparison.Ordinal);

    private static void RequireUnique(IEnumerable<string> names, string kind)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            Require(seen.Add(name), $"There is more than one {kind} '{name}'.");
        }
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException(rule);
        }
    }
}
