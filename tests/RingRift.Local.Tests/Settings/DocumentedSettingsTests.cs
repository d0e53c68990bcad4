using System.Text.RegularExpressions;
using RingRift.Local.Settings;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Settings;

/// <summary>The settings that README and <c>docs</c> name, against those that functions and workers read (K39).</summary>
public sealed partial class DocumentedSettingsTests
{
    private static readonly SettingNames Names = OptionsCatalogue.Of(StackPrograms.Functions, StackPrograms.Worker);

    public static TheoryData<string> Named =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"))
            .SelectMany(file => Setting().Matches(File.ReadAllText(file))).Select(setting => setting.Groups["name"].Value).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Named))]
    public void When_a_document_names_a_setting_should_be_one_that_is_read(string name) => Assert.Null(Names.FindFault(name));

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+(:[A-Z][A-Za-z]*)+)(=[^`]*)?`")]
    private static partial Regex Setting();
}
