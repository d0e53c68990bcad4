using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

/// <summary>What every process and every reader of stored times has to do, wherever it is added.</summary>
public sealed partial class EnvironmentTests
{
    /// <summary>Clients read the environment when they are made.</summary>
    [Theory]
    [InlineData("functions")]
    [InlineData("gpu-worker")]
    [InlineData("local")]
    public void When_a_program_starts_should_first_of_all_keep_proxies_off_its_own_machine(string folder) => Assert.Equal(
        "ProxyBypass.Extend();",
        File.ReadLines(Repository.PathOf(folder, "Program.cs")).First(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal)));

    /// <summary>
    /// Stored deadlines are held against the clock by StoredTime, for a clock that was ahead may have set them. The others know when theirs were set, or
    /// set them themselves by a clock that nobody sets.
    /// </summary>
    [Fact]
    public void Should_compare_no_stored_deadline_with_the_clock_directly() => Assert.Equal(
        ["BackPressurePolicy.cs", "DeliveryQueue.cs", "InMemoryJobQueue.cs", "PausePolicy.cs"],
        SourceTree.Sources(SourceTree.Product)
            .Where(file => Compared().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("state.LeaseUntil > now")]
    [InlineData("if (before.NextDue <= _time.GetUtcNow())")]
    [InlineData("now - state.LastProgress() >= options.After")]
    [InlineData("last.Time + options.After > now")]
    public void When_a_deadline_is_compared_with_the_clock_should_find_it(string text) => Assert.Matches(Compared(), text);

    [GeneratedRegex(@"\b(LeaseUntil|NextDue|LookAt|Until|Due|VisibleAt|LastOut|LastStart|LastSuccess|Time( \+ [\w.]+)?)\)? [<>]=? (now\b|_?time\.GetUtcNow)|\bnow - \w+\.(Since|NextDue|LastProgress\(\w*\)) [<>]")]
    private static partial Regex Compared();
}
