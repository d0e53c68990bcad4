using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace RingRift.FunctionsRuntime.Settings;

/// <summary>Replaces <c>%name%</c> in attribute arguments by the setting of that name.</summary>
internal static partial class SettingNames
{
    public static string Resolve(string text, IConfiguration configuration, string function) =>
        Reference().Replace(text, match =>
            configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new HostSettingsException(
                $"function {function}: '{text}' refers to setting '{match.Groups[1].Value}', which is not set"));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
