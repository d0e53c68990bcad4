using System.Text.Json;
using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary><c>docs/recovery.md</c> against the code: each number has the value of its source, and no retry is missing.</summary>
public sealed partial class RecoveryDocumentTests
{
    private const string Folder = "core/RingRift.Eventing/Recovery";

    private static readonly Document Page = Document.At("docs/recovery.md");

    private static readonly IReadOnlyDictionary<string, string> Numbers = Number().Matches(Page.Text)
        .ToDictionary(number => number.Groups["name"].Value, number => number.Groups["value"].Value, StringComparer.Ordinal);

    /// <summary>A letter's own number, and a default that both users of it replace.</summary>
    private static readonly string[] NoDecisions = ["DeadLetter.Attempts", "Supervision.MaxRestarts"];

    public static TheoryData<string> Named => [.. Numbers.Keys];

    [Theory]
    [MemberData(nameof(Named))]
    public void Should_have_each_number_from_its_source(string name) => Assert.Equal(SourceNumbers.Find(name), Numbers[name]);

    [Fact]
    public void Should_have_every_shared_decision() => Assert.All(
        SourceNumbers.PublicIn(Folder),
        name => Assert.Contains(Numbers.Keys, known => known == name || known.StartsWith($"{name}.", StringComparison.Ordinal)));

    [Fact]
    public void Should_have_every_number_whose_name_speaks_of_retries()
    {
        var found = SourceNumbers.All.Where(name => SpeaksOfRetries().IsMatch(name)).ToList();
        Assert.True(found.Count > 20, $"only {found.Count} numbers were found");
        Assert.Empty(found.Except(Numbers.Keys).Except(NoDecisions));
    }

    [Fact]
    public void Should_have_consumers_with_limits_of_their_own()
    {
        using var catalogue = JsonDocument.Parse(Repository.Read("core/RingRift.Eventing/Catalogue/catalogue.json"));
        Assert.Empty(WithLimits(catalogue.RootElement).Except(Page.Codes));
    }

    [Theory]
    [InlineData("""{"events": [{"consumers": [{"handler": "Slow", "maxDeliveryAttempts": 5}]}, {}]}""", "Slow")]
    [InlineData("""{"events": [{"consumers": [{"queue": "slow-jobs", "timeToLiveMinutes": 5}]}]}""", "slow-jobs")]
    [InlineData("""{"events": [{"consumers": [{"handler": "Usual"}]}]}""", null)]
    public void Should_find_a_limit_in_the_catalogue(string catalogue, string? consumer)
    {
        using var document = JsonDocument.Parse(catalogue);
        Assert.Equal(consumer, WithLimits(document.RootElement).SingleOrDefault());
    }

    [Theory]
    [InlineData("HandlerRetry.NotThere")]
    [InlineData("Daemons:NotThere")]
    [InlineData("NotThere:Lease")]
    [InlineData("host.json:extensions.notThere")]
    [InlineData("ringrift-worker.service:NotThere")]
    public void When_a_name_is_not_there_should_have_no_number(string name) => Assert.Null(SourceNumbers.Find(name));

    private static IEnumerable<string> WithLimits(JsonElement catalogue) =>
        from entry in catalogue.GetProperty("events").EnumerateArray()
        where entry.TryGetProperty("consumers", out _)
        from consumer in entry.GetProperty("consumers").EnumerateArray()
        where consumer.TryGetProperty("maxDeliveryAttempts", out _) || consumer.TryGetProperty("timeToLiveMinutes", out _)
        select (consumer.TryGetProperty("handler", out var handler) ? handler : consumer.GetProperty("queue")).GetString()!;

    /// <summary>A value or several, and where it stands: <c>15 s (`Outbox:SweepAfter`)</c>.</summary>
    [GeneratedRegex(@"(?<value>\d[\d.]*( (s|min|h|d))?(, \d[\d.]*( (s|min|h|d))?)*) \(`(?<name>[\w.:-]+)`\)")]
    private static partial Regex Number();

    [GeneratedRegex("[.:][^.:]*(Attempts|Conflicts|Retry|Retries|Restarts|Redeliver|BackOff|Failures|FailedAfter|DegradedAfter|Jitter|Lease|Probe|CrashLoop|SweepAfter)[^.:]*$")]
    private static partial Regex SpeaksOfRetries();
}
