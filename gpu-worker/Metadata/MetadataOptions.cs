using System.ComponentModel.DataAnnotations;

namespace RingRift.GpuWorker.Metadata;

/// <summary>How the instance metadata service of an Azure virtual machine is used (configuration section <c>Metadata</c>).</summary>
public sealed record MetadataOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Metadata";

    /// <summary>Whether it is used. Default <see cref="MetadataMode.Auto"/>.</summary>
    [EnumDataType(typeof(MetadataMode))]
    public MetadataMode Mode { get; init; } = MetadataMode.Auto;

    /// <summary>Its address; the default is the one every Azure machine has.</summary>
    [Required]
    public Uri Endpoint { get; init; } = new("http://169.254.169.254");

    /// <summary>Name of this machine in scheduled events and in its scale set; empty for what the service says.</summary>
    public string InstanceName { get; init; } = string.Empty;

    /// <summary>Seconds between two looks for scheduled events. Default 1: an eviction is announced 30 seconds ahead.</summary>
    [Range(0.05, 60)]
    public double PollSeconds { get; init; } = 1;

    /// <summary>How long one answer may take when the service is looked for, in seconds. Default 2.</summary>
    [Range(0.1, 60)]
    public double DetectSeconds { get; init; } = 2;

    /// <summary>
    /// How long a list of events may take, in seconds. Default 130: the first request of a machine switches the list on, which takes up to
    /// two minutes.
    /// </summary>
    [Range(1, 600)]
    public double EventsSeconds { get; init; } = 130;
}
