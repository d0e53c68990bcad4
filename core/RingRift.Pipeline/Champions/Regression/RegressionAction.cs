namespace RingRift.Pipeline.Champions.Regression;

/// <summary>What is done about a regression, from least to most; each includes those before it.</summary>
public enum RegressionAction
{
    /// <summary>The event is published and a line is logged.</summary>
    Record,

    /// <summary>The line is a warning.</summary>
    Warn,

    /// <summary>The line is an error: a person should look, and may roll back.</summary>
    Alert,

    /// <summary>The promotion is rolled back.</summary>
    RollBack,
}
