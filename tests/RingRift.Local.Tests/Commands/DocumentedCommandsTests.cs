using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Text.RegularExpressions;
using RingRift.Local.Commands;

namespace RingRift.Local.Tests.Commands;

/// <summary>The commands that README and <c>docs</c> show, against the command line as it is (K39).</summary>
public sealed partial class DocumentedCommandsTests
{
    private const string Fence = "```";

    private static readonly string Root = typeof(DocumentedCommandsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static TheoryData<string> Blocks => [.. Lines(inBlock: true).SelectMany(line => Block().Matches(line)).Select(Command).Distinct()];

    public static TheoryData<string> Mentions => [.. Lines(inBlock: false).SelectMany(line => Mention().Matches(line)).Select(Command).Distinct()];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void What_is_shown_to_be_typed_should_be_accepted(string command) => Assert.Empty(Parse(command).Errors.Select(error => error.Message));

    /// <summary>In running text a command may leave out what it needs, but nothing may be named that is not there.</summary>
    [Theory]
    [MemberData(nameof(Mentions))]
    public void What_is_mentioned_should_be_there(string command) => Assert.Empty(Parse(command).UnmatchedTokens);

    [Fact]
    public void A_command_that_is_not_there_should_be_found()
    {
        Assert.NotEmpty(Parse("dlq purge --all").Errors);
        Assert.NotEmpty(Parse("queues").UnmatchedTokens);
        Assert.NotEmpty(Parse("trace hex8_2p-0001 --deep").UnmatchedTokens);
    }

    private static ParseResult Parse(string command) => RootCommandBuilder.Build(TimeProvider.System).Parse([.. CommandLineParser.SplitCommandLine(command)]);

    private static string Command(Match match) => match.Groups["command"].Value.Trim().Replace("CONFIG", "hex8_2p", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(bool inBlock)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md")))
        {
            var isBlock = false;
            foreach (var line in File.ReadLines(file))
            {
                isBlock ^= line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
                if (isBlock == inBlock)
                {
                    yield return line;
                }
            }
        }
    }

    [GeneratedRegex(@"^\s*(ringrift|dotnet run (-c Release )?--project local --) (?<command>[^#]+)")]
    private static partial Regex Block();

    [GeneratedRegex("`ringrift (?<command>[^`]+)`")]
    private static partial Regex Mention();
}
